package dev.fairgate.captcha.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {

    private final Drawing drawing = KaptchaDrawing.ifFontsAreUsable(6).orElseThrow();

    @Test
    void takesOneCharacterFromEachByteOfTheSeed() {
        byte[] seed = {0, 1, 15, 16, (byte) 0xff, 2, 3};

        assertThat(PictureText.of(seed, 6)).isEqualTo("AC9A9E");
    }

    @Test
    void hasSixteenDifferentCharactersAndNoneThatLookAlike() {
        assertThat(PictureText.ALPHABET.chars().distinct().count()).isEqualTo(16);
        assertThat(PictureText.ALPHABET).doesNotContainPattern("[0ODQ1ILJ2Z5S6G8BUVMW]");
    }

    @Test
    void isReadInAnyCaseWithSpaceAround() {
        assertThat(PictureText.isReadAs("ACEF34", "ACEF34")).isTrue();
        assertThat(PictureText.isReadAs("ACEF34", " acEf34\t\n")).isTrue();
    }

    @Test
    void isNotReadAsAnythingElse() {
        for (String response :
                new String[] {"", "ACEF3", "ACEF344", "ACE F34", "ACEF33", "\u0410CEF34"}) {
            assertThat(PictureText.isReadAs("ACEF34", response)).as(response).isFalse();
        }
    }

    @Test
    void drawsAPngOfTheConfiguredSizeWithInkAllAlong() throws IOException {
        BufferedImage picture = read(drawing.png("ACEF34"));

        assertThat(picture.getWidth()).isEqualTo(280);
        assertThat(picture.getHeight()).isEqualTo(80);
        for (int sixth = 0; sixth < 6; sixth++) {
            assertThat(darkPixels(picture, 20 + sixth * 40, 40)).isGreaterThan(40);
        }
    }

    @Test
    void keepsTheWidestTextWithinThePicture() throws IOException {
        for (String widest : List.of("HHHHHH", "KKKKKK", "NNNNNN")) {
            for (int again = 0; again < 20; again++) {
                BufferedImage picture = read(drawing.png(widest));

                assertThat(darkPixels(picture, 0, 4)).isZero();
                assertThat(darkPixels(picture, picture.getWidth() - 4, 4)).isZero();
            }
        }
    }

    @Test
    void drawsTheSameTextDifferentlyEachTime() {
        assertThat(drawing.png("ACEF34")).isNotEqualTo(drawing.png("ACEF34"));
    }

    @Test
    void drawsWithoutTemporaryFiles() {
        assertThat(ImageIO.getUseCache()).isFalse();
    }

    @Test
    void knowsThatItCannotDrawOnAHostWithoutFonts(@TempDir Path home) throws Exception {
        Path noFonts = home.resolve("fonts.conf");
        Files.writeString(noFonts, "<fontconfig></fontconfig>");

        assertThat(fontsAreUsable(home, noFonts)).isEqualTo("false");
    }

    /// What a process of its own says, for a JVM looks for fonts once.
    private static String fontsAreUsable(Path home, Path fontConfiguration) throws Exception {
        ProcessBuilder java =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-Duser.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FontProbe.class.getName());
        java.environment().put("FONTCONFIG_FILE", fontConfiguration.toString());
        File output = home.resolve("output").toFile();
        Process probe =
                java.redirectOutput(output).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            assertThat(probe.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            probe.destroyForcibly();
        }
        return Files.readString(output.toPath()).strip();
    }

    private static BufferedImage read(byte[] png) throws IOException {
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static int darkPixels(BufferedImage picture, int left, int width) {
        int dark = 0;
        for (int x = left; x < left + width; x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                if ((picture.getRGB(x, y) & 0xff) < 0x60) {
                    dark++;
                }
            }
        }
        return dark;
    }
}
