package dev.fairgate.proof;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.fairgate.proof");

    @Test
    void theJudgeKnowsNothingOfHowAHistoryCameAbout() {
        classes()
                .that()
                .resideInAPackage("dev.fairgate.proof.check")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "dev.fairgate.proof.check",
                        "dev.fairgate.proof.history")
                .check(CLASSES);
    }

    @Test
    void aHistoryIsPlainValues() {
        classes()
                .that()
                .resideInAPackage("dev.fairgate.proof.history")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "dev.fairgate.proof.history")
                .check(CLASSES);
    }
}
