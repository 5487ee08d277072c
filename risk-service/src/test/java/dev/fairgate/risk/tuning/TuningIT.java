package dev.fairgate.risk.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.database.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The policy of two nodes over one risk store and one PostgreSQL, changed while buyers come.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // all of it is there before any test
class TuningIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final String TIGHT =
            "{\"limits\":[{\"entity\":\"account\",\"capacity\":1,\"refillTokens\":1,"
                    + "\"refillMs\":3600000,\"effect\":\"throttle\"}]}";
    private static final String ALL_CHALLENGED = "{\"thresholds\":{\"challenge\":0,\"block\":1}}";

    private final String space = UUID.randomUUID().toString().substring(0, 8);
    private Path directory;
    private TestDatabase database;
    private RiskNode a;
    private RiskNode b;
    private String admin;
    private String analyst;

    @BeforeAll
    void start(@TempDir Path folder) {
        directory = folder;
        database = TestDatabase.in(folder).start();
        startNodes();
        await().atMost(SOON).until(() -> list(a, "").statusCode() == 200);
    }

    private void startNodes() {
        a = node("a");
        b = node("b");
        admin = a.account("boss", "admin");
        analyst = a.account("ana", "analyst");
    }

    private RiskNode node(String name) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("fairgate.policy.fixed", "false");
        settings.put("fairgate.policy.file", "classpath:policy/limits-wide.json");
        settings.put("fairgate.replica.space", space);
        settings.put("fairgate.replica.folder", directory.resolve("replica-" + name).toString());
        settings.put("fairgate.tuning.unconfirmed", "2s");
        return RiskNode.start(settings);
    }

    /// The first version, and no preset over it.
    @BeforeEach
    void beginAnew() {
        await().atMost(SOON).until(() -> version(a) > 0);
        await().atMost(SOON)
                .until(
                        () ->
                                send(a, "POST", "/versions/1/activation", "", etag(a)).statusCode()
                                        == 200);
        awaitSame();
    }

    @AfterAll
    void stop() {
        a.close();
        b.close();
        database.close();
    }

    @Test
    void changesWhatTheOtherNodeDecidesWithinASecond() {
        assertThat(disposition(b, "u-" + UUID.randomUUID())).isEqualTo("proceed");

        HttpResponse<String> answer = patch(a, ALL_CHALLENGED, etag(a));
        long done = System.nanoTime();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(SOON)
                .until(() -> disposition(b, "u-" + UUID.randomUUID()).equals("challenge"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - done)).isLessThan(A_SECOND);
        assertThat(disposition(a, "u-" + UUID.randomUUID())).isEqualTo("challenge");
        JsonNode decision = b.assess(Purchase.of("u-" + UUID.randomUUID(), Purchase.newAddress()));
        assertThat(decision.get("policyVersion").longValue()).isEqualTo(version(a));
        assertThat(answer.headers().firstValue("ETag")).contains(etag(b));
    }

    @Test
    void tightensBucketsThatExist() {
        String account = "u-" + UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            assertThat(disposition(b, account)).isEqualTo("proceed");
        }

        assertThat(patch(a, TIGHT, etag(a)).statusCode()).isEqualTo(200);
        awaitSame();

        List<String> now = Stream.generate(() -> disposition(b, account)).limit(3).toList();
        assertThat(now).endsWith("throttle", "throttle");
    }

    @Test
    void goesOnWithoutTheDatabaseAndForgetsNothingWhenItIsBack() {
        long before = version(a);
        database.kill();

        assertThat(preset(a, "strict").statusCode()).isEqualTo(200);
        await().atMost(A_SECOND)
                .until(() -> disposition(b, "u-" + UUID.randomUUID()).equals("challenge"));
        HttpResponse<String> put = patch(b, TIGHT, etag(b));
        assertThat(put.statusCode()).isEqualTo(503);
        assertThat(put.body()).contains("database-unavailable");
        assertThat(list(a, "").statusCode()).isEqualTo(503);
        assertThat(preset(b, "strict").statusCode()).isEqualTo(200);
        assertThat(version(b)).isEqualTo(before + 1);

        database.start();
        await().atMost(Duration.ofSeconds(40)).until(() -> list(a, "").statusCode() == 200);
        await().atMost(SOON)
                .until(
                        () ->
                                database.column(
                                                "SELECT preset FROM risk.policy_version WHERE"
                                                        + " version = "
                                                        + (before + 1))
                                        .equals(List.of("strict")));
        assertThat(version(a)).isEqualTo(before + 1);
        assertThat(version(b)).isEqualTo(before + 1);
        assertThat(read(b, "").headers().firstValue("Fairgate-Preset")).contains("strict");
    }

    @Test
    void letsOneOfTwoWritersThroughWhoHaveSeenTheSame() {
        String seen = etag(a);

        List<Integer> statuses =
                Stream.of(
                                CompletableFuture.supplyAsync(
                                        () -> patch(a, ALL_CHALLENGED, seen).statusCode()),
                                CompletableFuture.supplyAsync(
                                        () -> patch(b, TIGHT, seen).statusCode()))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .sorted()
                        .toList();

        assertThat(statuses).containsExactly(200, 412);
        HttpResponse<String> late = patch(a, TIGHT, seen);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("precondition-failed");
    }

    @Test
    void refusesWhatNamesNoVersionOrIsNoPolicy() {
        awaitSame();
        String before = read(a, "").body();
        String seen = etag(a);

        assertThat(patch(a, TIGHT, "").statusCode()).isEqualTo(428);
        assertThat(patch(a, TIGHT, "*").statusCode()).isEqualTo(428);
        assertThat(patch(a, TIGHT, "W/" + seen).statusCode()).isEqualTo(412);
        HttpResponse<String> faulty =
                patch(a, "{\"thresholds\":{\"challenge\":0.9,\"block\":0.1},\"x\":1}", seen);
        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(
                        RiskNode.json(faulty)
                                .get("faults")
                                .valueStream()
                                .map(it -> it.get("pointer").stringValue()))
                .containsExactlyInAnyOrder("/thresholds/block", "/x");
        assertThat(put(a, "no JSON", seen).statusCode()).isEqualTo(422);
        assertThat(put(a, " ".repeat(300_000), seen).statusCode()).isEqualTo(413);
        assertThat(put(a, " ".repeat(5_000_000), seen).statusCode()).isEqualTo(413);
        assertThat(send(a, "PUT", "", "{}", seen, "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(send(a, "PATCH", "", TIGHT, seen, "Fairgate-Break-Glass", " ").statusCode())
                .isEqualTo(400);
        assertThat(
                        send(a, "PATCH", "", TIGHT, seen, "Fairgate-Comment", "x".repeat(201))
                                .statusCode())
                .isEqualTo(400);
        assertThat(preset(a, "chaos").statusCode()).isEqualTo(404);

        assertThat(read(a, "").body()).isEqualTo(before);
        assertThat(etag(a)).isEqualTo(seen);
    }

    @Test
    void listsVersionsShowsDifferencesAndGoesBack() {
        long first = version(a);
        send(a, "PATCH", "", ALL_CHALLENGED, etag(a), "Fairgate-Comment", "an attack");
        preset(a, "strict");
        await().atMost(SOON).until(() -> list(a, "?limit=2").body().contains("an attack"));

        JsonNode page = RiskNode.json(list(a, "?limit=2"));
        assertThat(page.get("items").valueStream().map(it -> it.get("version").longValue()))
                .containsExactly(first + 2, first + 1);
        assertThat(page.at("/items/0/active").booleanValue()).isTrue();
        assertThat(page.at("/items/0/kind").stringValue()).isEqualTo("preset");
        assertThat(page.at("/items/1/by").stringValue()).isEqualTo("boss");
        JsonNode older = RiskNode.json(list(a, "?limit=1&before=" + page.get("next").longValue()));
        assertThat(older.at("/items/0/version").longValue()).isEqualTo(first);

        String diff = get(a, "/versions/" + first + "/diff/" + (first + 1), analyst).body();
        String withPreset = "/versions/" + first + "/diff/" + (first + 2);
        assertThat(get(a, withPreset, analyst).body()).contains("\"toPreset\":\"strict\"");
        assertThat(diff).contains("\"op\":\"replace\",\"pointer\":\"/thresholds/challenge\"");
        assertThat(get(a, "/versions/" + (first + 1), analyst).body())
                .isEqualTo(read(a, "").body());
        assertThat(RiskNode.json(read(a, "?effective=true")).at("/thresholds/block"))
                .isNotEqualTo(RiskNode.json(read(a, "")).at("/thresholds/block"));
        assertThat(get(a, "/versions/99999", analyst).statusCode()).isEqualTo(404);

        String path = "/versions/" + first + "/activation";
        assertThat(send(b, "POST", path, "", etag(a)).statusCode()).isEqualTo(200);
        assertThat(version(b)).isEqualTo(first + 3);
        await().atMost(A_SECOND)
                .until(() -> disposition(a, "u-" + UUID.randomUUID()).equals("proceed"));
    }

    @Test
    void isTheSameAfterARestartOfAllNodes() {
        patch(a, ALL_CHALLENGED, etag(a));
        preset(b, "observe");
        awaitSame();
        long before = version(a);

        a.close();
        b.close();
        startNodes();

        assertThat(version(a)).isEqualTo(before);
        assertThat(version(b)).isEqualTo(before);
        assertThat(read(a, "").headers().firstValue("Fairgate-Preset")).contains("observe");
        JsonNode decision = a.assess(Purchase.of("u-" + UUID.randomUUID(), Purchase.newAddress()));
        assertThat(decision.get("policyVersion").longValue()).isEqualTo(before);
        assertThat(decision.get("verdict").stringValue()).isEqualTo("challenge");
    }

    @Test
    void takesBackWhatBrokeTheGlassUnlessItIsConfirmed() {
        String document = read(a, "").body();
        HttpResponse<String> broken =
                send(a, "PATCH", "", TIGHT, etag(a), "Fairgate-Break-Glass", "at once");
        assertThat(RiskNode.json(broken).has("revertsAt")).isTrue();
        long number = RiskNode.json(broken).get("version").longValue();
        await().atMost(SOON).until(() -> version(b) == number + 1);
        assertThat(read(b, "").body()).isEqualTo(document);
        awaitSame();

        HttpResponse<String> again =
                send(a, "PATCH", "", TIGHT, etag(a), "Fairgate-Break-Glass", "at once");
        long other = RiskNode.json(again).get("version").longValue();
        HttpResponse<String> confirmed =
                send(b, "POST", "/versions/" + other + "/confirmation", "", "");
        assertThat(confirmed.statusCode()).isEqualTo(200);
        assertThat(RiskNode.json(confirmed).get("kind").stringValue()).isEqualTo("confirmation");
        assertThat(read(b, "").body()).isNotEqualTo(document);
    }

    @Test
    void letsAnalystsReadAndNobodyElseWrite() {
        assertThat(get(a, "", analyst).statusCode()).isEqualTo(200);
        assertThat(get(a, "", a.account("shop", "service")).statusCode()).isEqualTo(403);
        HttpRequest write =
                HttpRequest.newBuilder(a.uri("/api/v1/policy/presets/strict/activation"))
                        .header("Authorization", "Bearer " + analyst)
                        .POST(BodyPublishers.noBody())
                        .build();
        assertThat(a.send(write).statusCode()).isEqualTo(403);
        try (RiskNode fixed = RiskNode.start(Map.of())) {
            HttpResponse<String> answer = preset(fixed, "strict");
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("policy-fixed");
        }
    }

    private void awaitSame() {
        await().atMost(SOON).until(() -> version(a) == version(b));
    }

    private static String disposition(RiskNode node, String account) {
        Purchase purchase = Purchase.of(account, Purchase.newAddress());
        JsonNode decision = node.assess(purchase);
        node.finish(purchase, 409);
        return decision.get("disposition").stringValue();
    }

    private long version(RiskNode node) {
        return Long.parseLong(
                read(node, "").headers().firstValue("Fairgate-Policy-Version").orElseThrow());
    }

    private String etag(RiskNode node) {
        return "\"" + version(node) + "\"";
    }

    private HttpResponse<String> read(RiskNode node, String query) {
        return get(node, query, admin);
    }

    private HttpResponse<String> list(RiskNode node, String query) {
        return get(node, "/versions" + query, admin);
    }

    private HttpResponse<String> get(RiskNode node, String path, String token) {
        return node.send(request(node, path, token));
    }

    private static HttpRequest request(RiskNode node, String path, String token) {
        return HttpRequest.newBuilder(node.uri("/api/v1/policy" + path))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private HttpResponse<String> preset(RiskNode node, String name) {
        return send(node, "POST", "/presets/" + name + "/activation", "", "");
    }

    private HttpResponse<String> patch(RiskNode node, String patch, String seen) {
        return send(node, "PATCH", "", patch, seen);
    }

    private HttpResponse<String> put(RiskNode node, String document, String seen) {
        return send(node, "PUT", "", document, seen);
    }

    private HttpResponse<String> send(
            RiskNode node, String method, String path, String body, String seen, String... more) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(node.uri("/api/v1/policy" + path))
                        .header("Authorization", "Bearer " + admin)
                        .method(method, BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header(
                    "Content-Type",
                    method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
        }
        if (!seen.isEmpty()) {
            request.header("If-Match", seen);
        }
        if (more.length == 2) {
            request.setHeader(more[0], more[1]);
        }
        return node.send(request.build());
    }
}
