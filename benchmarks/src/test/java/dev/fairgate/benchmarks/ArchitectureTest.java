package dev.fairgate.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses ALL = new ClassFileImporter().importPackages("dev.fairgate");

    @Test
    void nothingThatShipsDependsOnBenchmarks() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.fairgate.benchmarks..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.fairgate.benchmarks..", "org.openjdk.jmh..")
                .check(ALL);
    }
}
