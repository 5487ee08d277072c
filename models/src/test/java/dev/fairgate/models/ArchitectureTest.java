package dev.fairgate.models;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.fairgate.models");

    @Test
    void keepsSmileInItsRooms() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.fairgate.models.cluster..",
                        "dev.fairgate.models.training..",
                        "dev.fairgate.models.evaluation..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("smile..")
                .check(MAIN);
    }

    /// Also not by way of a room that has it.
    @Test
    void keepsSmileOutOfWhateverDecidesOnline() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.fairgate.models.schema..",
                        "dev.fairgate.models.feature..",
                        "dev.fairgate.models.hands..",
                        "dev.fairgate.models.scoring..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "smile..",
                        "dev.fairgate.models.training..",
                        "dev.fairgate.models.evaluation..")
                .check(MAIN);
    }

    /// Whoever only asks a snapshot must not need the library.
    @Test
    void keepsSmileOutOfSnapshots() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Campaigns")
                .and()
                .doNotHaveSimpleName("Neighbours")
                .and()
                .doNotHaveSimpleName("Query")
                .and()
                .resideInAPackage("dev.fairgate.models.cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("smile..")
                .check(MAIN);
    }

    @Test
    void keepsTheCommandLineOutOfWhateverDecidesOnline() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.fairgate.models.schema..",
                        "dev.fairgate.models.feature..",
                        "dev.fairgate.models.hands..",
                        "dev.fairgate.models.cluster..",
                        "dev.fairgate.models.scoring..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.fairgate.models",
                        "dev.fairgate.models.replay..",
                        "dev.fairgate.models.table..",
                        "dev.fairgate.models.dataset..",
                        "dev.fairgate.models.progress..",
                        "picocli..",
                        "me.tongfei..",
                        "tools.jackson..",
                        "java.sql..",
                        "org.duckdb..")
                .check(MAIN);
    }
}
