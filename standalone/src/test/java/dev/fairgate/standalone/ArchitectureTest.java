package dev.fairgate.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.fairgate");

    @Test
    void theServicesShareNoType() {
        noClasses()
                .that()
                .resideInAPackage("dev.fairgate.sale..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.fairgate.risk..", "dev.fairgate.models..", "smile..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("dev.fairgate.risk..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.fairgate.sale..")
                .check(ALL);
    }

    @Test
    void onlyItsMainClassIsPublic() {
        classes()
                .that()
                .resideInAPackage("dev.fairgate.standalone")
                .and()
                .doNotHaveSimpleName("Standalone")
                .should()
                .notBePublic()
                .check(ALL);
    }

    @Test
    void theServersAreForRunningAndTestingOnly() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.fairgate.sale..", "dev.fairgate.risk..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.fairgate.servers..")
                .check(ALL);
    }
}
