package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everybody is challenged, and one in twenty is let through by chance.
class ExplorationIT {

    private static final int ACCOUNTS = 400;
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void letsSomePassTellsTheLogAndNobodyElse(@TempDir Path folder) {
        try (RiskNode node =
                RiskNode.start(
                        Map.of(
                                "fairgate.policy.file",
                                "classpath:policy-test/strict-wide.json",
                                "fairgate.policy.patch",
                                "{\"exploration\":{\"share\":0.05}}",
                                "fairgate.decision-log.folder",
                                folder.toString()))) {
            Map<String, JsonNode> answers = new HashMap<>();
            for (int i = 0; i < ACCOUNTS; i++) {
                Purchase purchase = Purchase.of("x-" + UUID.randomUUID(), Purchase.newAddress());
                JsonNode answer = node.assess(purchase);
                answers.put(answer.get("decisionId").asString(), answer);
                if (answer.get("disposition").asString().equals("proceed")) {
                    assertThat(node.assess(purchase)).isEqualTo(answer);
                    node.finish(purchase, 409);
                    assertThat(node.assess(purchase.again()).get("disposition").asString())
                            .isEqualTo("proceed");
                }
            }
            assertThat(answers.values())
                    .allSatisfy(
                            answer -> {
                                assertThat(answer.has("propensity")).isFalse();
                                assertThat(answer.get("verdict").asString()).isEqualTo("challenge");
                            });

            List<JsonNode> lines =
                    await().atMost(SOON)
                            .until(() -> lines(folder, answers), found -> found.size() == ACCOUNTS);
            assertThat(lines.stream().filter(ExplorationIT::isExplored).count())
                    .isBetween(1L, 60L); // 20 on average
            assertThat(lines).allSatisfy(ExplorationIT::assertDrawn);
        }
    }

    private static void assertDrawn(JsonNode line) {
        boolean explored = isExplored(line);
        assertThat(line.get("propensity").doubleValue()).isEqualTo(explored ? 0.05 : 0.95);
        assertThat(line.get("disposition").asString())
                .isEqualTo(explored ? "proceed" : "challenge");
        assertThat(line.get("verdict").asString()).isEqualTo("challenge");
    }

    private static boolean isExplored(JsonNode line) {
        return line.get("reasons")
                .valueStream()
                .anyMatch(reason -> reason.get("code").asString().equals("explored"));
    }

    private static List<JsonNode> lines(Path folder, Map<String, JsonNode> answers) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).toList().stream()
                    .flatMap(ExplorationIT::read)
                    .filter(line -> !line.has("kind") && line.has("decisionId"))
                    .filter(line -> answers.containsKey(line.get("decisionId").asString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> read(Path file) {
        try {
            return Files.readAllLines(file).stream().map(JsonMapper.shared()::readTree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
