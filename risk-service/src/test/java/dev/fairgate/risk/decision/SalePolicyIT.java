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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a policy says of single sales, of who may buy in them, and of rules that are only tried.
class SalePolicyIT {

    private static final String PATCH =
            """
            {"thresholds": {"challenge": 1, "block": 1},
             "sales": {"old-*": {"eligibility": {"minAccountAgeMs": 86400000}},
                       "old-watched": {"mode": "observe"},
                       "strict": {"thresholds": {"challenge": 0, "block": 1}}},
             "challenge": {"ladder": [
                 {"fromScore": 0, "kind": "proof_of_work", "proofMaxNumber": 500},
                 {"fromScore": 0.000001, "kind": "proof_of_work", "proofMaxNumber": 777}]},
             "rules": [{"name": "asks for more than one", "code": "many-units",
                        "threat": "OAT-005", "effect": "block",
                        "expression": "quantity > 1", "shadow": true}]}
            """;

    @Test
    void holdsInTheSalesThatItNames(@TempDir Path folder) {
        try (RiskNode node =
                RiskNode.start(
                        Map.of(
                                "fairgate.policy.patch",
                                PATCH,
                                "fairgate.decision-log.folder",
                                folder.toString()))) {
            assertDecided(node.assess(buyer("old-lamps", Duration.ofHours(1))), "not-eligible");
            assertDecided(node.assess(buyer("old-watched", Duration.ofHours(1))), "not-eligible");
            assertDecided(node.assess(buyer("old-lamps", Duration.ofDays(2))), "proceed");
            assertDecided(node.assess(buyer("lamps", Duration.ofHours(1))), "proceed");
            JsonNode asked = node.assess(buyer("strict", Duration.ofDays(2)));
            assertDecided(asked, "challenge");
            assertThat(asked.at("/challenge/parameters/maxnumber").longValue()).isEqualTo(500);
            assertDecided(node.assess(stranger("old-watched")), "proceed");
            assertUnknownOnesAreAskedOnce(node);

            JsonNode tried = node.assess(greedy());
            assertDecided(tried, "proceed");
            assertThat(tried.get("verdict").asString()).isEqualTo("allow");
            assertThat(tried.has("shadowRules")).isFalse();
            JsonNode line =
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> line(folder, tried), found -> !found.isMissingNode());
            assertThat(line.get("shadowRules").valueStream())
                    .extracting(JsonNode::asString)
                    .containsExactly("many-units");
        }
    }

    private static void assertUnknownOnesAreAskedOnce(RiskNode node) {
        Purchase purchase = stranger("old-lamps");
        JsonNode asked = node.assess(purchase);
        assertDecided(asked, "challenge");
        assertThat(asked.at("/reasons/0/code").asString()).isEqualTo("eligibility-unknown");
        finish(node, purchase, 428);
        String id = asked.at("/challenge/id").asString();

        Purchase answering = purchase.answering(id, node.answerOf(id));
        assertDecided(node.assess(answering), "proceed");
        finish(node, answering, 409);
        assertDecided(node.assess(purchase.again()), "proceed"); // cleared
    }

    private static void finish(RiskNode node, Purchase purchase, int status) {
        node.callBatch(
                """
                {"items":[],"finished":[{"requestId":"%s","accountId":"%s","saleId":"old-lamps",
                 "status":%d}]}
                """
                        .formatted(purchase.id(), purchase.account(), status));
    }

    private static void assertDecided(JsonNode answer, String disposition) {
        assertThat(answer.get("disposition").asString())
                .as(answer.toString())
                .isEqualTo(disposition);
    }

    private static Purchase stranger(String sale) {
        return Purchase.of("e-" + UUID.randomUUID(), Purchase.newAddress())
                .on("d-" + UUID.randomUUID())
                .with(Map.of("saleId", sale));
    }

    private static Purchase buyer(String sale, Duration age) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("saleId", sale);
        fields.put("registeredAt", Instant.now().minus(age).toString());
        return stranger(sale).with(fields);
    }

    private static Purchase greedy() {
        return stranger("lamps").with(Map.of("saleId", "lamps", "quantity", 2));
    }

    private static JsonNode line(Path folder, JsonNode decision) {
        String id = decision.get("decisionId").asString();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> logs = files.filter(it -> it.toString().endsWith(".jsonl")).toList();
            for (Path file : logs) {
                for (String line : Files.readAllLines(file)) {
                    if (line.contains("\"decisionId\":\"" + id)) {
                        return JsonMapper.shared().readTree(line);
                    }
                }
            }
            return JsonMapper.shared().missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
