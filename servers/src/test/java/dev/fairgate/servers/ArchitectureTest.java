package dev.fairgate.servers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.fairgate.servers");

    @Test
    void knowsNothingOfFairgateOrOfFrameworks() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.fairgate.sale..",
                        "dev.fairgate.risk..",
                        "dev.fairgate.captcha..",
                        "org.springframework..",
                        "io.lettuce..")
                .check(MAIN);
    }
}
