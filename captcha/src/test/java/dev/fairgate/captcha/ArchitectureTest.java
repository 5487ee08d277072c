package dev.fairgate.captcha;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.fairgate.captcha.image.Drawing;
import dev.fairgate.captcha.image.KaptchaDrawing;
import dev.fairgate.captcha.image.PictureText;
import dev.fairgate.captcha.proof.ProofOfWork;
import dev.fairgate.captcha.proof.Puzzle;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

class ArchitectureTest {

    private static final String CAPTCHA = "dev.fairgate.captcha";
    private static final String PROOF = CAPTCHA + ".proof..";
    private static final String IMAGE = CAPTCHA + ".image..";

    private final JavaClasses main =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(CAPTCHA);

    @Test
    void hasNoFramework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.lettuce..", "smile..")
                .check(main);
    }

    @Test
    void hasNoCycleOfPackages() {
        slices().matching("dev.fairgate.(**)").should().beFreeOfCycles().check(main);
    }

    @Test
    void keepsProofAndImageApart() {
        noClasses()
                .that()
                .resideInAPackage(PROOF)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CAPTCHA, IMAGE)
                .check(main);
        noClasses()
                .that()
                .resideInAPackage(IMAGE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CAPTCHA, PROOF)
                .check(main);
    }

    @Test
    void keepsEachLibraryInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(PROOF)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.altcha..", "tools.jackson..")
                .check(main);
        noClasses()
                .that()
                .resideOutsideOfPackage(IMAGE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.code.kaptcha..", "java.awt..", "javax.imageio..")
                .check(main);
    }

    @Test
    void showsOfProofAndImageOnlyWhatChallengesNeed() {
        assertThat(main.stream())
                .filteredOn(type -> !type.getPackageName().equals(CAPTCHA))
                .filteredOn(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .extracting(JavaClass::reflect)
                .containsExactlyInAnyOrder(
                        ProofOfWork.class,
                        Puzzle.class,
                        Drawing.class,
                        KaptchaDrawing.class,
                        PictureText.class);
    }

    @Test
    void neverWaitsOrSubscribes() {
        noClasses()
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe(
                                "a publisher is waited for or subscribed to",
                                call ->
                                        call.getTargetOwner().isAssignableTo(Publisher.class)
                                                && call.getName().matches("block.*|subscribe")))
                .check(main);
    }
}
