package dev.fairgate.risk.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the blocks of `docs/policy.md`.
class PolicyDocTest {

    private static final Pattern BLOCK =
            Pattern.compile("```json( patch)?\\n(.*?)```", Pattern.DOTALL);

    private final String text = file("../docs/policy.md");

    @Test
    void showsADocumentWithEveryField() {
        String document = blocks(false).getFirst();
        JsonNode schema =
                JsonMapper.shared().readTree(file("src/main/resources/schemas/policy.json"));

        assertThat(read(document).mode()).isEqualTo(Policy.Mode.ENFORCE);
        assertThat(JsonMapper.shared().readTree(document).propertyNames())
                .containsExactlyInAnyOrderElementsOf(schema.path("properties").propertyNames());
        assertThat(schema.path("properties").propertyNames())
                .allSatisfy(name -> assertThat(text).contains("| `" + name + "` |"));
    }

    @Test
    void hasThreeRecipesThatDoWhatTheySay() {
        List<String> recipes = blocks(true);
        assertThat(recipes).hasSize(3);

        Policy strict = read(patched(recipes.getFirst()));
        assertThat(strict.thresholds()).contains(new Thresholds(0.3, 0.9));
        assertThat(strict.challenge().step(1).proofMaxNumber()).isEqualTo(300_000);
        assertThat(read(patched(recipes.get(1))).in("spring-7").eligibility().minAccountAge())
                .isEqualTo(Duration.ofDays(7));
        assertThat(read(patched(recipes.getLast())).rules())
                .extracting(Rule::shadow)
                .containsExactly(false, true);
    }

    private List<String> blocks(boolean patches) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            if (patches == (matcher.group(1) != null)) {
                blocks.add(matcher.group(2));
            }
        }
        return blocks;
    }

    private static String patched(String patch) {
        byte[] document = file("src/main/resources/policy/default.json").getBytes(UTF_8);
        return new String(
                PolicyReader.patched(document, patch.getBytes(UTF_8)).orElseThrow(), UTF_8);
    }

    private static Policy read(String document) {
        return switch (PolicyReader.read(document.getBytes(UTF_8), Preset.NORMAL, 1)) {
            case PolicyReader.Reading.Valid(Policy policy) -> policy;
            case PolicyReader.Reading.Faulty(var faults) -> throw new AssertionError(faults);
        };
    }

    private static String file(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
