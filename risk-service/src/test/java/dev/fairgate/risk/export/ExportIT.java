package dev.fairgate.risk.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.TestRedis;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The logs of two nodes as one stream.
class ExportIT {

    private static final String PATH = "/api/v1/decisions/export";

    private final Path folder;
    private final List<String> decided = new ArrayList<>();
    private RiskNode a;
    private RiskNode b;

    ExportIT(@TempDir Path folder) {
        this.folder = folder;
        TestRedis.ask(redis -> redis.del("nodes")); // of other tests, and gone by now
        this.a = start("a");
        this.b = start("b");
    }

    @BeforeEach
    void decide() {
        decide(a, 5);
        decide(b, 4);
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
    }

    @Test
    void hasEveryLineOfBothNodesOnceWhicheverIsAsked() {
        assertThat(idsOf(all(a, "limit=100000"))).containsExactlyInAnyOrderElementsOf(decided);
        assertThat(idsOf(all(b, "limit=2"))).containsExactlyInAnyOrderElementsOf(decided);
        assertThat(idsOf(all(a, "scope=node"))).hasSize(5);
    }

    @Test
    void goesOnWithWhatHasComeSince() {
        List<JsonNode> lines = all(a, "limit=3");
        int before = decided.size();
        decide(b, 3);
        decide(a, 2);

        List<JsonNode> later = allAfter(a, "limit=3", next(lines), 5);

        assertThat(idsOf(later))
                .containsExactlyInAnyOrderElementsOf(decided.subList(before, decided.size()));
    }

    @Test
    void namesANodeThatIsGoneAndHasItsLinesWhenItIsBack() {
        String nodeB = all(b, "scope=node").getLast().get("next").asString().substring(0, 12);
        b.close();

        List<JsonNode> lines = all(a, "limit=100");

        assertThat(idsOf(lines)).containsExactlyInAnyOrderElementsOf(decided.subList(0, 5));
        assertThat(lines.getLast().get("incomplete").valueStream())
                .extracting(JsonNode::asString)
                .containsExactly(nodeB);
        assertThat(lines.getLast().get("more").asBoolean()).isFalse();

        b = start("b");
        List<JsonNode> later = allAfter(a, "limit=100", next(lines), 4);
        assertThat(idsOf(later)).containsExactlyInAnyOrderElementsOf(decided.subList(5, 9));
        assertThat(later.getLast().has("incomplete")).isFalse();
    }

    @Test
    void hasOnlyWhatIsInTheRange() {
        Instant middle = Instant.now();
        int before = decided.size();
        decide(a, 2);
        decide(b, 1);

        assertThat(idsOf(allAfter(b, "from=" + middle, "start", 3)))
                .containsExactlyInAnyOrderElementsOf(decided.subList(before, decided.size()));
        assertThat(idsOf(all(b, "to=" + middle)))
                .containsExactlyInAnyOrderElementsOf(decided.subList(0, before));
    }

    @Test
    void isForAnalystsAndReadsItsParametersStrictly() {
        HttpResponse<String> answer = get(a, "from=yesterday", "analyst");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(get(a, "", "service").statusCode()).isEqualTo(403);
        assertThat(get(a, "", "admin").statusCode()).isEqualTo(403);
        assertThat(get(a, "scope=node", "admin").statusCode()).isEqualTo(200); // for a preview
        assertThat(a.send(HttpRequest.newBuilder(a.uri(PATH)).build()).statusCode()).isEqualTo(401);
        assertThat(a.send(a.asEngine(a.post(PATH, "{}"))).statusCode()).isIn(403, 405);
        assertThat(get(a, "", "analyst").headers().firstValue("Content-Type"))
                .hasValue("application/x-ndjson");
    }

    /// Waits until what was decided is in the log, as everybody does who polls.
    private void decide(RiskNode node, int times) {
        String account = "u-" + UUID.randomUUID();
        for (int i = 0; i < times; i++) {
            Purchase purchase = Purchase.of(account + i, Purchase.newAddress());
            decided.add(node.assess(purchase).get("decisionId").asString());
        }
        while (!idsOf(all(node, "scope=node"))
                .containsAll(decided.subList(decided.size() - times, decided.size()))) {
            Thread.onSpinWait();
        }
    }

    /// Goes on until there is no more.
    private List<JsonNode> all(RiskNode node, String parameters) {
        return allAfter(node, parameters, "start", 0);
    }

    /// Goes on until there is no more, and at least so many decisions.
    private List<JsonNode> allAfter(RiskNode node, String parameters, String cursor, int least) {
        List<JsonNode> lines = new ArrayList<>();
        String next = cursor;
        boolean more = true;
        while (more || idsOf(lines).size() < least) {
            HttpResponse<String> answer = get(node, parameters + "&cursor=" + next, "analyst");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).endsWith("}\n");
            answer.body().lines().map(JsonMapper.shared()::readTree).forEach(lines::add);
            next = next(lines);
            more = lines.getLast().get("more").asBoolean();
        }
        return lines;
    }

    private static String next(List<JsonNode> lines) {
        return lines.getLast().get("next").asString();
    }

    private static List<String> idsOf(List<JsonNode> lines) {
        return lines.stream()
                .filter(line -> line.has("decidedAt"))
                .map(line -> line.get("decisionId").asString())
                .toList();
    }

    private static HttpResponse<String> get(RiskNode node, String parameters, String role) {
        String token = node.account("caller-" + role, role);
        return node.send(
                HttpRequest.newBuilder(node.uri(PATH + "?" + parameters.replaceFirst("^&", "")))
                        .header("Authorization", "Bearer " + token)
                        .build());
    }

    private RiskNode start(String name) {
        return RiskNode.start(
                Map.of("fairgate.decision-log.folder", folder.resolve(name).toString()));
    }
}
