package dev.fairgate.risk.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.policy.PolicyReader;
import dev.fairgate.risk.policy.Preset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

    private static final String SHIPPED = shipped();

    @Test
    void isThatOfWhatAPolicyDecidesByAndNotOfItsVersion() {
        String again = SHIPPED.replaceAll("\\s+", " ");

        assertThat(of(again, Preset.NORMAL, 9)).isEqualTo(of(SHIPPED, Preset.NORMAL, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mode\":\"observe\"}",
                "{\"sales\":{\"spring-*\":{\"mode\":\"observe\"}}}",
                "{\"sales\":{\"spring-*\":{\"thresholds\":{\"challenge\":0.4,\"block\":0.9}}}}",
                "{\"rules\":[]}",
                "{\"rules\":[{\"name\":\"x\",\"code\":\"x\",\"threat\":\"OAT-005\","
                        + "\"effect\":\"challenge\",\"expression\":\"paid > 3\"}]}",
                "{\"limits\":[]}",
                "{\"thresholds\":{\"challenge\":0.4,\"block\":0.9}}",
                "{\"clearanceMs\":60000}",
                "{\"honeypots\":[]}",
                "{\"exploration\":{\"share\":0.01}}"
            })
    void isAnotherWithEveryChange(String patch) {
        byte[] changed =
                PolicyReader.patched(bytes(SHIPPED), bytes(patch))
                        .orElseThrow(() -> new AssertionError(patch));

        assertThat(of(new String(changed, StandardCharsets.UTF_8), Preset.NORMAL, 1))
                .isNotEqualTo(of(SHIPPED, Preset.NORMAL, 1));
    }

    @Test
    void isAnotherForAnotherExpression() {
        String one = Documents.of(9, 9, 9, Documents.rule("a", "paid >= 3"));
        String other = Documents.of(9, 9, 9, Documents.rule("a", "paid >= 4"));

        assertThat(of(one, Preset.NORMAL, 1)).isNotEqualTo(of(other, Preset.NORMAL, 1));
    }

    @ParameterizedTest
    @EnumSource(names = "NORMAL", mode = EnumSource.Mode.EXCLUDE)
    void isAnotherUnderAPreset(Preset preset) {
        assertThat(of(SHIPPED, preset, 1)).isNotEqualTo(of(SHIPPED, Preset.NORMAL, 1));
    }

    private static String of(String document, Preset preset, long version) {
        return Fingerprint.of(Documents.read(document, preset, version));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String shipped() {
        try {
            return Files.readString(Path.of("src/main/resources/policy/default.json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
