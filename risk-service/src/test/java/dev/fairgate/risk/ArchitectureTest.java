package dev.fairgate.risk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

class ArchitectureTest {

    private static final String RISK = "dev.fairgate.risk";

    private final JavaClasses main =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(RISK);

    @Test
    void hasNoCycleOfFeatures() {
        slices().matching(RISK + ".(*)..").should().beFreeOfCycles().check(main);
    }

    @Test
    void keepsTheShellToItself() {
        classes()
                .that()
                .haveNameMatching(
                        ".*\\.(Redis|Bucket4j|MaxMind|Postgres)[A-Z]\\w*"
                                + "|.*(Endpoint|Configuration|Settings|Metrics)")
                .should()
                .notBePublic()
                .check(main);
    }

    @Test
    void speaksToPostgresFromItsAdaptersOnly() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Postgres")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.r2dbc..", "java.sql..", "org.postgresql..", "org.flywaydb..")
                .check(main);
    }

    @Test
    void keepsFrameworksOutOfTheCore() {
        noClasses()
                .that()
                .haveNameMatching(
                        ".*\\.(Decider|Assessment|Evidence|Decision|Policy|Thresholds|LimitRule"
                                + "|ClientAddress|Networks|NetworkFacts|NetworkList"
                                + "|TicketSigner|Ticket|Limit|Limits|PolicyReader"
                                + "|NetworkMemory|LearnedNetwork|NetworkStore)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "io.lettuce..",
                        "io.github.bucket4j..",
                        "io.netty..",
                        "com.maxmind..")
                .check(main);
    }

    @Test
    void keepsTheSaleEngineAndTrainingOut() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.fairgate.sale..", "smile..")
                .check(main);
    }

    @Test
    void neverWaits() {
        noClasses().should().callMethodWhere(publisher("block.*")).check(main);
    }

    @Test
    void subscribesInOnePlaceOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.fairgate.risk.decision.EvidenceTrips")
                .should()
                .callMethodWhere(publisher("subscribe"))
                .check(main);
    }

    private static DescribedPredicate<JavaMethodCall> publisher(String method) {
        return DescribedPredicate.describe(
                "a publisher's " + method,
                call ->
                        call.getTargetOwner().isAssignableTo(Publisher.class)
                                && call.getName().matches(method));
    }
}
