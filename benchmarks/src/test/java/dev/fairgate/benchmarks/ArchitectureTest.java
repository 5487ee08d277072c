package dev.fairgate.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses ALL = new ClassFileImporter().importPackages("dev.fairgate");

    /// Where a class lies says what ships: some benchmarks are in packages of other modules.
    private static final DescribedPredicate<JavaClass> SHIPS =
            DescribedPredicate.describe(
                    "ships",
                    type ->
                            type.getSource()
                                    .filter(
                                            it ->
                                                    !it.getUri()
                                                            .toString()
                                                            .contains("/benchmarks/target/"))
                                    .isPresent());

    @Test
    void nothingThatShipsDependsOnBenchmarks() {
        noClasses()
                .that(SHIPS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.fairgate.benchmarks..", "org.openjdk.jmh..")
                .check(ALL);
    }
}
