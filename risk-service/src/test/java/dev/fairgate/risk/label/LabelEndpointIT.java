package dev.fairgate.risk.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.database.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The calls on the wire, two nodes on one PostgreSQL, what they leave in the table and in the log.
@SuppressWarnings("NullAway.Init") // all are there before any test
class LabelEndpointIT {

    private static final String FILE = "/api/v1/labels";
    private static final String QUERY = "/api/v1/labels/query";
    private static final Duration SOON = Duration.ofSeconds(20);

    private static Path folder;
    private static TestDatabase database;
    private static RiskNode a;
    private static RiskNode b;
    private static String ana;

    private final String account = "l-" + UUID.randomUUID();
    private final String decision = UlidCreator.getUlid().toString();

    @BeforeAll
    static void start(@TempDir Path directory) {
        folder = directory.resolve("log");
        database = TestDatabase.in(directory.resolve("postgres")).start();
        a = node("a");
        b = node("b");
        ana = a.account("ana", "analyst");
    }

    @AfterAll
    static void stop() {
        a.close();
        b.close();
        database.close();
    }

    @Test
    void labelsADecisionAndKeepsTheLastWordOfEachSource() {
        Instant early = Instant.now().minusSeconds(3_600);
        JsonNode first = ok(put(a, decision, "bot", "review", early));
        assertThat(first.get("decisionId").asString()).isEqualTo(decision);
        assertThat(first.get("label").asString()).isEqualTo("bot");
        assertThat(first.get("by").asString()).isEqualTo("ana");

        assertThat(ok(put(b, decision, "bot", "review"))).isEqualTo(first);
        JsonNode changed = ok(put(b, decision, "human", "review"));
        assertThat(changed.get("label").asString()).isEqualTo("human");
        assertThat(ok(put(a, decision, "bot", "review", early))).isEqualTo(changed);
        ok(put(a, decision, "bot", "appeal"));

        assertThat(found("{\"decisionId\":\"" + decision + "\"}"))
                .extracting(it -> it.get("source").asString(), it -> it.get("label").asString())
                .containsExactly(tuple("appeal", "bot"), tuple("review", "human"));
    }

    @Test
    void takesAFileOnceHoweverOftenItIsSentAndCountsItBefore() {
        String file =
                "label,decisionId,orderId,paymentReference,accountId,saleId,source\r\n"
                        + "bot,"
                        + decision
                        + ",,,,,\r\n"
                        + "bot,,demo."
                        + decision
                        + ",,,,bank\r\n"
                        + "bot,,,pay-"
                        + decision
                        + ",,,bank\r\n"
                        + "human,,,,"
                        + account
                        + ",,\r\n"
                        + "bot,,,,"
                        + account
                        + ",demo,\r\n";

        assertCounts(file(a, "?dryRun=true", file), 5, 0, 0);
        assertThat(found("{\"accountId\":\"" + account + "\"}")).isEmpty();
        assertCounts(file(a, "", file), 5, 0, 0);
        assertCounts(file(b, "", file), 0, 0, 5);
        assertCounts(file(b, "?dryRun=true", file.replace("human", "bot")), 0, 1, 4);
        assertCounts(file(b, "?dryRun=false", file.replace("human", "bot")), 0, 1, 4);

        List<JsonNode> both = found("{\"accountId\":\"" + account + "\"}");
        assertThat(both).extracting(it -> it.get("label").asString()).containsOnly("bot");
        assertThat(both)
                .extracting(it -> it.path("saleId").asString("-"))
                .containsOnly("demo", "-");
        assertThat(found("{\"accountId\":\"" + account + "\",\"saleId\":\"demo\"}")).hasSize(1);
        assertThat(found("{\"orderId\":\"demo." + decision + "\"}")).hasSize(1);
        assertThat(found("{\"paymentReference\":\"pay-" + decision + "\"}")).hasSize(1);
        assertThat(found("{\"paymentReference\":\"" + decision + "\"}")).isEmpty();
    }

    @Test
    void writesALineForEveryLabelThatIsGiven() {
        ok(put(a, decision, "human", "review", Instant.parse("2026-01-01T00:00:00Z")));
        ok(put(b, decision, "human", "review"));
        ok(file(a, "", "label,accountId,saleId\nbot," + account + ",demo\n"));
        ok(file(a, "?dryRun=true", "label,accountId\nbot," + account + "\n"));
        ok(file(b, "", "label,orderId,source\nbot,o." + account + ",bank\n"));

        List<JsonNode> lines =
                await().atMost(SOON)
                        .until(
                                () -> lines(decision, account, "o." + account),
                                it -> it.size() >= 4);

        JsonNode said = lines.getFirst();
        assertThat(said.get("v").asInt()).isEqualTo(2);
        assertThat(said.get("kind").asString()).isEqualTo("label");
        assertThat(said.get("decisionId").asString()).isEqualTo(decision);
        assertThat(said.get("at").asString()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(Instant.parse(said.get("takenAt").asString()))
                .isAfter(Instant.now().minusSeconds(60));
        assertThat(lines).hasSize(4);
        assertThat(lines.stream().filter(said::equals)).hasSize(2); // on both nodes, what stands
        assertThat(lines)
                .extracting(
                        it -> it.path("accountId").asString("") + it.path("saleId").asString(""))
                .contains(account + "demo");
        assertThat(lines)
                .extracting(it -> it.path("orderId").asString(""))
                .contains("o." + account);
        assertThat(lines).noneMatch(line -> line.toString().contains("ana"));
    }

    @Test
    void goesThroughAllLabelsPageByPage() {
        String source = "s-" + UUID.randomUUID();
        String rows =
                IntStream.range(0, 450)
                        .mapToObj(
                                i -> (i % 3 == 0 ? "human," : "bot,") + account + i + "," + source)
                        .collect(Collectors.joining("\n"));
        assertCounts(file(a, "", "label,accountId,source\n" + rows), 450, 0, 0);
        String question = "{\"source\":\"" + source + "\",\"label\":\"bot\"}";

        List<String> seen = new ArrayList<>();
        String path = QUERY + "?limit=64";
        for (JsonNode next = JsonMapper.shared().nullNode(); ; ) {
            JsonNode page =
                    ok(
                            post(
                                    b,
                                    next.isNull() ? path : path + "&cursor=" + next.asString(),
                                    question));
            page.get("items").forEach(it -> seen.add(it.get("accountId").asString()));
            next = page.get("next");
            if (next.isNull()) {
                break;
            }
            assertThat(page.get("items").size()).isEqualTo(64);
        }

        assertThat(seen).hasSize(300).doesNotHaveDuplicates();
        JsonNode usual = ok(post(a, QUERY, question));
        assertThat(usual.get("items").size()).isEqualTo(50);
    }

    @Test
    void findsLabelsByWhenTheyWereTaken() {
        Instant before =
                Instant.parse(ok(put(a, decision, "bot", "one")).get("takenAt").asString());
        Instant after = Instant.parse(ok(put(a, decision, "bot", "two")).get("takenAt").asString());
        String range = "{\"decisionId\":\"" + decision + "\",\"from\":\"%s\",\"to\":\"%s\"}";

        assertThat(found(range.formatted(before, after))).hasSize(1);
        assertThat(found(range.formatted(before, after.plusNanos(1_000)))).hasSize(2);
        assertThat(found(range.formatted(before.plusNanos(1_000), after))).isEmpty();
    }

    @Test
    void takesAFileThatIsFullAndTwoOfThemOnBothNodesAtOnce() {
        String rows =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> "bot," + account + i)
                        .collect(Collectors.joining("\n", "label,accountId\n", ""));

        List<CompletableFuture<HttpResponse<String>>> answers =
                Stream.of(a, b)
                        .map(node -> CompletableFuture.supplyAsync(() -> file(node, "", rows)))
                        .toList();

        answers.forEach(it -> ok(it.join()));
        assertThat(
                        database.column(
                                "SELECT count(*) FROM risk.label WHERE key LIKE '"
                                        + account
                                        + "%'"))
                .containsExactly("10000");
    }

    static Stream<String> hostileFiles() {
        String header = "label,accountId\n";
        return Stream.of(
                "",
                "\ufeff",
                "\n\n\n",
                header,
                "label,accountId,more\nbot,a,b",
                "accountId,label,label\na,bot,bot",
                header + "bot,=1+1",
                header + "bot,@SUM(1)",
                header + "bot,a\u0000b",
                header + "bot,\"a",
                header + "\"bot\"\"\",a",
                header + "bot,a\nhuman,a",
                header + "bot,a,,,,,,,,",
                header + "bot," + "a".repeat(1 << 19),
                "label\u0000,accountId\nbot,a",
                "PK\u0003\u0004\u0000\u0000\u00ff\u00fe",
                "\r".repeat(100_000),
                ",".repeat(1_000_000),
                "\"".repeat(1_000_000),
                header + "x\n".repeat(500_000));
    }

    @ParameterizedTest
    @MethodSource("hostileFiles")
    void refusesAHostileFileWithItsLineAndRule(String file) {
        HttpResponse<String> answer = file(a, "", file);

        assertProblem(answer, 400, "invalid-request");
        assertThat(RiskNode.json(answer).get("detail").asString())
                .matches("(line \\d+: [ -~]+; )*line \\d+: [ -~]+");
        assertThat(answer.body().length()).isLessThan(2_000);
    }

    @Test
    void takesNothingOfAFileWithOneBadLine() {
        String file = "label,accountId\nbot," + account + "\nbot?," + account + "2\n";

        HttpResponse<String> answer = file(a, "", file);

        assertProblem(answer, 400, "invalid-request");
        assertThat(RiskNode.json(answer).get("detail").asString())
                .isEqualTo("line 3: label: must be bot or human");
        assertThat(found("{\"accountId\":\"" + account + "\"}")).isEmpty();
        assertThat(lines(account)).isEmpty();
    }

    @Test
    void refusesABodyThatIsTooLargeOrOfAnotherKind() {
        byte[] large = new byte[10 << 20];
        assertProblem(
                a.send(csv(a, "", ana).POST(BodyPublishers.ofByteArray(large)).build()),
                413,
                "too-large");
        assertProblem(
                a.send(
                        csv(a, "", ana)
                                .POST(
                                        BodyPublishers.fromPublisher(
                                                BodyPublishers.ofByteArray(large))) // no length
                                .build()),
                413,
                "too-large");
        HttpResponse<String> json = post(a, FILE, "[]");
        assertProblem(json, 415, "unsupported-media-type");
        assertThat(RiskNode.json(json).get("detail").asString()).contains("text/csv");
        assertProblem(file(a, "?dryRun=yes", "label,accountId\nbot,a"), 400, "invalid-request");
        assertProblem(file(a, "?dry=true", "label,accountId\nbot,a"), 400, "invalid-request");
    }

    @ParameterizedTest
    @CsvSource({"service,403", "admin,403", "buyer,403", "analyst,200"})
    void letsAnalystsInOnly(String role, int status) {
        String token = a.account("caller-" + role, role);

        assertThat(
                        Stream.of(
                                        putAs(
                                                a,
                                                token,
                                                decision,
                                                "{\"label\":\"bot\",\"source\":\"x\"}"),
                                        a.send(
                                                csv(a, "", token)
                                                        .POST(
                                                                BodyPublishers.ofString(
                                                                        "label,accountId\nbot,"
                                                                                + account))
                                                        .build()),
                                        a.send(bearer(a.post(QUERY, "{}"), token)))
                                .map(HttpResponse::statusCode))
                .containsOnly(status);
    }

    @Test
    void asksWhoIsCalling() {
        HttpResponse<String> answer = a.send(a.post(QUERY, "{}").build());

        assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void saysWhichMethodsItHas() {
        HttpResponse<String> answer =
                a.send(bearer(HttpRequest.newBuilder(a.uri(FILE)).GET(), ana));

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    private static RiskNode node(String name) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("fairgate.database.deadline", "20s");
        settings.put("fairgate.decision-log.folder", folder.resolve(name).toString());
        return RiskNode.start(settings);
    }

    private static HttpResponse<String> put(
            RiskNode node, String decision, String label, String source) {
        return putAs(
                node, ana, decision, "{\"label\":\"" + label + "\",\"source\":\"" + source + "\"}");
    }

    private static HttpResponse<String> put(
            RiskNode node, String decision, String label, String source, Instant at) {
        return putAs(
                node,
                ana,
                decision,
                "{\"label\":\"%s\",\"source\":\"%s\",\"at\":\"%s\"}".formatted(label, source, at));
    }

    private static HttpResponse<String> putAs(
            RiskNode node, String token, String decision, String json) {
        return node.send(
                bearer(
                        node.post("/api/v1/decisions/" + decision + "/label", json)
                                .PUT(BodyPublishers.ofString(json)),
                        token));
    }

    private static HttpResponse<String> file(RiskNode node, String parameters, String csv) {
        return node.send(
                csv(node, parameters, ana)
                        .POST(BodyPublishers.ofString(csv, StandardCharsets.UTF_8))
                        .build());
    }

    private static HttpRequest.Builder csv(RiskNode node, String parameters, String token) {
        return HttpRequest.newBuilder(node.uri(FILE + parameters))
                .timeout(SOON.multipliedBy(3))
                .header("Content-Type", "text/csv; charset=utf-8")
                .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> post(RiskNode node, String path, String json) {
        return node.send(bearer(node.post(path, json), ana));
    }

    private static HttpRequest bearer(HttpRequest.Builder request, String token) {
        return request.header("Authorization", "Bearer " + token).build();
    }

    private static List<JsonNode> found(String question) {
        return ok(post(b, QUERY, question)).get("items").valueStream().toList();
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RiskNode.json(answer);
    }

    private static void assertCounts(
            HttpResponse<String> answer, int accepted, int changed, int repeated) {
        JsonNode counts = ok(answer);
        assertThat(
                        Stream.of("accepted", "changed", "repeated")
                                .map(name -> counts.get(name).asInt()))
                .containsExactly(accepted, changed, repeated);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(RiskNode.json(answer).get("type").asString()).isEqualTo("/problems/" + slug);
    }

    /// The label lines about any of these, of both nodes.
    private static List<JsonNode> lines(String... names) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()
                    .stream()
                    .flatMap(LabelEndpointIT::read)
                    .filter(line -> line.path("kind").asString("").equals("label"))
                    .filter(line -> Stream.of(names).anyMatch(it -> isAbout(line, it)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAbout(JsonNode line, String name) {
        return Stream.of("decisionId", "orderId", "accountId")
                .anyMatch(field -> line.path(field).asString("").equals(name));
    }

    private static Stream<JsonNode> read(Path file) {
        try {
            return Files.readAllLines(file).stream().map(JsonMapper.shared()::readTree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
