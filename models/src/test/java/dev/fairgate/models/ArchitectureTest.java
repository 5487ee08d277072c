package dev.fairgate.models;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsSmileOutOfWhateverDecidesOnline() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.fairgate.models.schema..",
                        "dev.fairgate.models.feature..",
                        "dev.fairgate.models.scoring..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("smile..")
                .check(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("dev.fairgate.models"));
    }
}
