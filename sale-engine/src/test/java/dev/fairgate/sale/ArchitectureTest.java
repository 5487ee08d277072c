package dev.fairgate.sale;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

class ArchitectureTest {

    private static final String SALE = "dev.fairgate.sale";

    /// The two that make tokens of the demo: an issuer's business, with an issuer's clock.
    private static final Set<String> MAY_ASK_THE_WALL =
            Set.of(SALE + ".admission.DemoEndpoint", SALE + ".risk.RiskConfiguration");

    private final JavaClasses main =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(SALE);

    @Test
    void hasNoCycleOfFeatures() {
        slices().matching(SALE + ".(*)..").should().beFreeOfCycles().check(main);
    }

    @Test
    void keepsTheShellToItself() {
        classes()
                .that()
                .haveNameMatching(
                        ".*\\.(Redis[A-Z]\\w*|\\w+(Endpoint|Pages|Configuration|Filter|Indicator))")
                .should()
                .bePackagePrivate()
                .check(main);
    }

    @Test
    void sharesNoTypeWithTheRiskServiceOrTraining() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.fairgate.risk..", "dev.fairgate.models..", "smile..")
                .check(main);
    }

    @Test
    void speaksToRedisFromTheLedgerSalesStockAndEventsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        SALE + ".ledger..", SALE + ".stock..", SALE + ".sale..", SALE + ".event..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..", "org.springframework.data.redis..")
                .check(main);
        noClasses()
                .that()
                .resideInAnyPackage(SALE + ".stock..", SALE + ".sale..")
                .and()
                .haveSimpleNameNotStartingWith("Redis")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..", "org.springframework.data.redis..")
                .check(main);
    }

    @Test
    void speaksToPostgresFromTheArchiveOnly() {
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
                        ".*\\.(Ticket|Question|Batch|Assessment|Sale|SaleId|SaleTerms|SaleBoard"
                                + "|StockView|Order|OrderId|OrderStatus|Commit|CommitResult"
                                + "|Settlement|IdempotencyKey|Stock|Sales|Account|ClientAddress"
                                + "|TrustedProxies|LedgerClock|Price)(\\$.*)?")
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe(
                                "belong to a framework",
                                it ->
                                        it.getPackageName()
                                                        .matches(
                                                                "(io\\.lettuce|io\\.netty|com\\.nimbusds"
                                                                        + "|org\\.springframework).*")
                                                && !it.getPackageName().endsWith(".stereotype")
                                                && !it.getPackageName().contains("beans.factory")))
                .check(main);
    }

    @Test
    void neverWaitsButOnTheStartingAndTheStoppingThread() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(SALE + ".risk.Rehearsal")
                .and()
                .doNotHaveFullyQualifiedName(SALE + ".reconcile.Reconciler")
                .should()
                .callMethodWhere(publisher("block.*|toFuture|toStream|toIterable"))
                .check(main);
    }

    @Test
    void subscribesInOnePlaceOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(SALE + ".risk.RiskBatches")
                .should()
                .callMethodWhere(publisher("subscribe"))
                .check(main);
    }

    private static DescribedPredicate<JavaMethodCall> publisher(String method) {
        return DescribedPredicate.describe(
                "a publisher's " + method + " is called",
                call ->
                        call.getTargetOwner().isAssignableTo(Publisher.class)
                                && call.getName().matches(method));
    }

    @Test
    void takesItsTimeFromWhoeverHandsItIn() {
        noClasses()
                .that(
                        DescribedPredicate.describe(
                                "are not makers of demo tokens",
                                it -> !MAY_ASK_THE_WALL.contains(it.getName())))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .check(main);
    }
}
