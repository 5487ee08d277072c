package dev.fairgate.risk.outcome;

import static dev.fairgate.risk.outcome.Reports.newAccount;
import static dev.fairgate.risk.outcome.Reports.newDecision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairgate.risk.RiskNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The call on the wire, two nodes on one store, and what it leaves in the log.
@SuppressWarnings("NullAway.Init") // both nodes are there before any test
class OutcomeEndpointIT {

    private static final String PATH = "/api/v1/outcomes";
    private static final Duration SOON = Duration.ofSeconds(10);

    private static Path folder;
    private static RiskNode a;
    private static RiskNode b;

    private final String account = newAccount();
    private final String decision = newDecision();

    @BeforeAll
    static void start(@TempDir Path directory) {
        folder = directory;
        a = node("a");
        b = node("b");
    }

    @AfterAll
    static void stop() {
        a.close();
        b.close();
    }

    @Test
    void takesABatchAndCountsItOnceWhenItIsDeliveredTenTimes() {
        List<Reported> batch =
                List.of(
                        Reports.of(account, decision, Outcome.LAPSED),
                        Reports.of(account, decision, Outcome.HELD),
                        Reports.of(newAccount(), newDecision(), Outcome.PAID),
                        Reports.withoutAccount(newDecision(), Outcome.CHARGEBACK),
                        Reports.of(account, decision, Outcome.HELD));
        double before = counted(Outcome.HELD) + counted(Outcome.LAPSED);

        assertTaken(a.call(PATH, Reports.json(batch)), 4, 1);
        for (int i = 0; i < 9; i++) {
            assertTaken((i % 2 == 0 ? b : a).call(PATH, Reports.json(batch)), 0, 5);
        }

        assertThat(history().tallies()).containsOnlyKeys(Outcome.HELD, Outcome.LAPSED);
        assertThat(history().count(Outcome.HELD)).isEqualTo(1);
        assertThat(history().count(Outcome.LAPSED)).isEqualTo(1);
        assertThat(counted(Outcome.HELD) + counted(Outcome.LAPSED)).isEqualTo(before + 2);
    }

    @Test
    void countsOnceWhatTwoNodesAreToldAtTheSameTime() {
        List<Reported> batch =
                IntStream.range(0, 32)
                        .mapToObj(i -> Reports.of(account + i % 4, newDecision(), Outcome.PAID))
                        .toList();
        String json = Reports.json(batch);

        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RiskNode node = i % 2 == 0 ? a : b;
            answers.add(CompletableFuture.supplyAsync(() -> node.call(PATH, json)));
        }
        int accepted =
                answers.stream().mapToInt(it -> body(it.join()).get("accepted").asInt()).sum();

        assertThat(accepted).isEqualTo(32);
        for (int i = 0; i < 4; i++) {
            assertThat(history(account + i).count(Outcome.PAID)).isEqualTo(8);
        }
        assertThat(linesAbout(batch)).hasSize(32);
    }

    @Test
    void writesALineForEachOutcomeThatIsNew() {
        Reported held = Reports.of(account, decision, Outcome.HELD);
        Reported unknown = Reports.withoutAccount(newDecision(), Outcome.CHARGEBACK);

        a.call(PATH, Reports.json(List.of(held, unknown, held)));
        a.call(PATH, Reports.json(List.of(held, unknown)));
        b.call(PATH, Reports.json(List.of(held, unknown)));

        List<JsonNode> lines = linesAbout(List.of(held, unknown));
        assertThat(lines).hasSize(2);
        JsonNode line = lines.getFirst();
        assertThat(line.get("kind").asString()).isEqualTo("outcome");
        assertThat(line.get("outcome").asString()).isEqualTo("held");
        assertThat(line.get("at").asString()).isEqualTo(Reports.NOW.toString());
        assertThat(line.get("accountId").asString()).isEqualTo(account);
        assertThat(line.get("saleId").asString()).isEqualTo("demo");
        assertThat(lines.getLast().has("accountId")).isFalse();
    }

    @Test
    void takesNothingOfABatchWithOneBadItem() {
        Reported good = Reports.of(account, decision, Outcome.HELD);
        String bad = Reports.json(good).replace("\"held\"", "\"lost\"");

        HttpResponse<String> answer =
                a.call(PATH, "[" + Reports.json(good) + "," + bad + "," + Reports.json(good) + "]");

        assertInvalid(answer, "[1].outcome: must be one of ");
        assertThat(history()).isEqualTo(History.NONE);
        assertTaken(a.call(PATH, Reports.json(List.of(good))), 1, 0);
    }

    @Test
    void takesTwoHundredAndFiftySixItemsAndRefusesOneMore() {
        List<Reported> batch =
                IntStream.range(0, 257)
                        .mapToObj(i -> Reports.of(account + i, newDecision(), Outcome.HELD))
                        .toList();

        assertInvalid(a.call(PATH, Reports.json(batch)), "the body: must have at most 256 items");
        assertTaken(a.call(PATH, Reports.json(batch.subList(0, 256))), 256, 0);
        assertThat(history(account + 255).count(Outcome.HELD)).isEqualTo(1);
        assertThat(history(account + 256)).isEqualTo(History.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|the body must be one JSON list",
                "{}|the body must be one JSON list",
                "null|the body must be one JSON list",
                "\"held\"|the body must be one JSON list",
                "[]|the body: must have at least 1 item",
                "[5]|[0]: must be an object",
                "[null]|[0]: must be an object",
                "[[]]|[0]: must be an object",
                "[{}]|[0].decisionId: ",
                "[{\"at\":1,\"at\":1}]|[0]: a field name appears twice",
                "[|the body is not valid JSON",
                "[{]|the body is not valid JSON",
                "[] []|there is something after the JSON list",
            })
    void refusesWhatIsNoListOfOutcomes(String body, String detail) {
        assertInvalid(a.call(PATH, body), detail);
    }

    @Test
    void refusesABodyThatIsTooLong() {
        String item = Reports.json(Reports.of(account, decision, Outcome.HELD));
        String longer = "[" + item + "]" + " ".repeat(256 << 10);

        assertProblem(a.call(PATH, longer), 413, "too-large");
        assertThat(history()).isEqualTo(History.NONE);
    }

    @Test
    void asksForATokenAndForOneOfTheRoles() {
        String batch = Reports.json(List.of(Reports.of(account, decision, Outcome.CHARGEBACK)));

        assertProblem(a.send(a.post(PATH, batch).build()), 401, "unauthenticated");
        HttpResponse<String> buyer = as("buyer", batch);
        assertProblem(buyer, 403, "forbidden");
        assertThat(buyer.body()).contains("This call needs the role service or analyst.");
        assertProblem(as("admin", batch), 403, "forbidden");
        assertThat(history()).isEqualTo(History.NONE);
        assertTaken(as("analyst", batch), 1, 0);
        assertProblem(
                a.send(a.asEngine(HttpRequest.newBuilder(a.uri(PATH)))), 405, "method-not-allowed");
    }

    @Test
    void countsEveryOutcomeInTheMetrics() {
        HttpResponse<String> metrics =
                a.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:%d/actuator/prometheus"
                                                        .formatted(a.managementPort())))
                                .build());

        for (Outcome outcome : Outcome.values()) {
            assertThat(metrics.body())
                    .contains("fairgate_outcomes_total{outcome=\"" + outcome.wireName() + "\"}");
        }
    }

    private static RiskNode node(String name) {
        return RiskNode.start(
                Map.of("fairgate.decision-log.folder", folder.resolve(name).toString()));
    }

    private static HttpResponse<String> as(String role, String batch) {
        String token = a.account("caller-" + role, role);
        return a.send(a.post(PATH, batch).header("Authorization", "Bearer " + token).build());
    }

    private History history() {
        return history(account);
    }

    private static History history(String name) {
        return b.bean(Histories.class).of(name).toFuture().join();
    }

    private static double counted(Outcome outcome) {
        return Stream.of(a, b)
                .mapToDouble(
                        node ->
                                node.bean(MeterRegistry.class)
                                        .counter("fairgate.outcomes", "outcome", outcome.wireName())
                                        .count())
                .sum();
    }

    private static void assertTaken(HttpResponse<String> answer, int accepted, int repeated) {
        assertThat(body(answer))
                .isEqualTo(
                        JsonMapper.shared()
                                .createObjectNode()
                                .put("accepted", accepted)
                                .put("repeated", repeated));
    }

    private static JsonNode body(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RiskNode.json(answer);
    }

    private static void assertInvalid(HttpResponse<String> answer, String detail) {
        assertProblem(answer, 400, "invalid-request");
        assertThat(RiskNode.json(answer).get("detail").asString()).startsWith(detail);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(RiskNode.json(answer).get("type").asString()).isEqualTo("/problems/" + slug);
    }

    /// Lines of both nodes, once there are as many as there have to be, and the writers had more
    /// than enough time for one too many: a marker that was reported later is there too.
    private static List<JsonNode> linesAbout(List<Reported> batch) {
        List<String> decisions = batch.stream().map(Reported::decisionId).toList();
        for (RiskNode node : List.of(a, b)) {
            Reported marker = Reports.withoutAccount(newDecision(), Outcome.HELD);
            node.call(PATH, Reports.json(List.of(marker)));
            await().atMost(SOON)
                    .until(() -> lines().anyMatch(it -> isAbout(it, List.of(marker.decisionId()))));
        }
        return lines().filter(line -> isAbout(line, decisions)).toList();
    }

    private static boolean isAbout(JsonNode line, List<String> decisions) {
        return decisions.contains(line.path("decisionId").asString());
    }

    private static Stream<JsonNode> lines() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()
                    .stream()
                    .flatMap(OutcomeEndpointIT::read);
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
