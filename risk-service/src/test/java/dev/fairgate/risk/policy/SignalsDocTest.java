package dev.fairgate.risk.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.schema.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Holds `docs/signals.md` against the code.
class SignalsDocTest {

    private final List<String> lines = lines();

    @Test
    void namesEveryFeatureAsItIs() {
        for (FeatureName name : FeatureName.values()) {
            Feature feature = name.feature();
            assertThat(lines)
                    .as(feature.name())
                    .anyMatch(
                            line ->
                                    line.startsWith("| `" + feature.name() + "` | ")
                                            && line.contains(lower(feature.signal()))
                                            && line.contains(" " + lower(feature.evidence()) + " ")
                                            && line.endsWith(feature.sentence() + " |"));
        }
    }

    @Test
    void namesEveryRuleOfTheDefaultPolicy() {
        for (Rule rule : ShippedPolicies.byDefault().rules()) {
            String begin =
                    "| `%s` | %s | %s |"
                            .formatted(rule.code(), rule.threat(), rule.effect().wireName());
            assertThat(lines).as(rule.code()).anyMatch(line -> line.startsWith(begin));
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("../docs/signals.md"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
