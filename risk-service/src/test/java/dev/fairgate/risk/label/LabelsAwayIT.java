package dev.fairgate.risk.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.database.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// PostgreSQL gone, and none named: labels are refused, nothing of them is lost, and decisions go
/// on.
class LabelsAwayIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void refusesLabelsWhileTheDatabaseIsGoneAndTakesThemWhenItIsBack(@TempDir Path directory) {
        String decision = UlidCreator.getUlid().toString();
        try (TestDatabase database = TestDatabase.in(directory).start();
                RiskNode node = RiskNode.start(database.settings())) {
            String ana = node.account("ana", "analyst");
            assertThat(label(node, ana, decision, "bot").statusCode()).isEqualTo(200);

            database.kill();
            assertUnavailable(label(node, ana, decision, "human"));
            assertUnavailable(query(node, ana));
            assertThat(node.assess(Purchase.of("buyer", Purchase.newAddress())).get("decisionId"))
                    .isNotNull();

            database.start();
            await().atMost(SOON).until(() -> query(node, ana).statusCode() == 200);
            assertThat(query(node, ana).body()).contains(decision, "\"bot\"");
            assertThat(label(node, ana, decision, "human").statusCode()).isEqualTo(200);
            assertThat(query(node, ana).body()).contains("\"human\"").doesNotContain("\"bot\"");
        }
    }

    @Test
    void refusesLabelsWithoutADatabase() {
        try (RiskNode node = RiskNode.start(Map.of())) {
            String ana = node.account("ana", "analyst");

            assertUnavailable(label(node, ana, UlidCreator.getUlid().toString(), "bot"));
            assertUnavailable(query(node, ana));
        }
    }

    private static HttpResponse<String> label(
            RiskNode node, String token, String decision, String label) {
        String json = "{\"label\":\"" + label + "\",\"source\":\"review\"}";
        return node.send(
                node.post("/api/v1/decisions/" + decision + "/label", json)
                        .PUT(BodyPublishers.ofString(json))
                        .header("Authorization", "Bearer " + token)
                        .build());
    }

    private static HttpResponse<String> query(RiskNode node, String token) {
        return node.send(
                node.post("/api/v1/labels/query", "{}")
                        .header("Authorization", "Bearer " + token)
                        .build());
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(RiskNode.json(answer).get("type").asString())
                .isEqualTo("/problems/database-unavailable");
    }
}
