package dev.fairgate.risk.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.database.TestDatabase;
import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Lists on the wire and in decisions: two nodes with the default policy on one risk store.
@SuppressWarnings("NullAway.Init") // all are there before any test
class ListsIT {

    private static final String DENY = "/api/v1/lists/deny";
    private static final String ALLOW = "/api/v1/lists/allow";
    private static final String SUPPRESSIONS = "/api/v1/suppressions";
    private static final String SPACE = "lists-it";

    /// The promise is a second; the rest is for a machine that does other things too.
    private static final Duration EVERYWHERE = Duration.ofSeconds(2);

    private static Path directory;
    private static RiskNode a;
    private static RiskNode b;
    private static String ada;
    private static String ana;

    private final String account = "w-" + UUID.randomUUID();

    @BeforeAll
    static void start(@TempDir Path folder) {
        directory = folder;
        a = node("a", Map.of("fairgate.decision-log.folder", folder.resolve("log").toString()));
        b = node("b", Map.of());
        ada = a.account("ada", "admin");
        ana = a.account("ana", "analyst");
    }

    @AfterAll
    static void stop() {
        a.close();
        b.close();
    }

    @Test
    void blocksADeniedBlockOnTheOtherNodeAndLetsItInWhenItIsTakenOff() {
        String address = Purchase.newAddress();
        String block = address.replaceAll("\\.1$", ".0/24");
        assertThat(disposition(b, from(address))).isEqualTo("proceed");

        HttpResponse<String> put = post(a, DENY, entry("prefix", block, hours(1)));

        assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
        await().atMost(EVERYWHERE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> disposition(b, from(address)).equals("block"));
        JsonNode blocked = b.assess(from(address));
        assertThat(codes(blocked)).startsWith("deny-list");
        assertThat(blocked.get("verdict").stringValue()).isEqualTo("block");
        assertThat(blocked.get("retryAfterMs").isNull()).isTrue();
        assertThat(disposition(a, from(address))).isEqualTo("block");

        String location = put.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo(DENY + "/" + json(put).get("id").stringValue());
        assertThat(delete(b, location, ada).statusCode()).isEqualTo(204);
        assertThat(disposition(b, from(address))).isNotEqualTo("block");
        await().atMost(EVERYWHERE).until(() -> !disposition(a, from(address)).equals("block"));
        assertThat(delete(b, location, ada).statusCode()).isEqualTo(404);
    }

    @Test
    void letsWhoIsOtherwiseChallengedPassAndSaysSoInTheLog() {
        assertThat(codes(a.assess(newcomer()))).containsExactly("instant");
        Purchase listed = Purchase.of(account, Purchase.newAddress()).with(justNow());
        assertThat(post(a, ALLOW, entry("account", account, null)).statusCode()).isEqualTo(201);

        JsonNode passed = a.assess(listed);
        assertThat(passed.get("disposition").stringValue()).isEqualTo("proceed");
        assertThat(passed.get("verdict").stringValue()).isEqualTo("allow");
        assertThat(codes(passed)).containsExactly("allow-list");
        await().until(() -> log().anyMatch(line -> isOf(line, passed, "\"listed\":\"allow\"")));
    }

    @Test
    void blocksTheDeniedInModeObserveAndAfterARightAnswer() {
        try (RiskNode observing =
                node("c", Map.of("fairgate.policy.patch", "{\"mode\":\"observe\"}"))) {
            post(a, DENY, entry("account", account, null));
            await().atMost(EVERYWHERE)
                    .until(() -> disposition(observing, bought()).equals("block"));
        }

        String other = "x-" + account;
        Purchase purchase = Purchase.of(other, Purchase.newAddress()).with(justNow());
        JsonNode asked = a.assess(purchase);
        a.finish(purchase, 428);
        String id = asked.get("challenge").get("id").stringValue();
        post(a, DENY, entry("account", other, null));
        JsonNode answered = a.assess(purchase.answering(id, a.answerOf(id)));
        assertThat(answered.get("disposition").stringValue()).isEqualTo("block");
    }

    @Test
    void suppressesARuleForOneAccountAndSaysSoInTheLog() {
        Purchase purchase = Purchase.of(account, Purchase.newAddress()).with(justNow());
        assertThat(codes(a.assess(purchase))).containsExactly("instant");
        a.finish(purchase, 428);

        HttpResponse<String> put =
                send(a, SUPPRESSIONS, ana, suppression("account", account, "instant"));

        assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
        JsonNode passed = a.assess(purchase.again());
        assertThat(passed.get("disposition").stringValue()).isEqualTo("proceed");
        assertThat(codes(passed)).isEmpty();
        await().until(
                        () ->
                                log().anyMatch(
                                                line ->
                                                        isOf(
                                                                line,
                                                                passed,
                                                                "\"suppressed\":[\"instant\"]")));
        String location = put.headers().firstValue("Location").orElseThrow();
        assertThat(get(a, SUPPRESSIONS + "?value=" + account, ana).body()).contains("instant");
        assertThat(delete(a, location, ana).statusCode()).isEqualTo(204);
        assertThat(delete(a, location, ana).statusCode()).isEqualTo(404);
    }

    @Test
    void deniesAWholeSystemByItsNumber() {
        String google = "8.8.8."; // AS 15169 in the network data of a first run
        int[] next = {1};
        await().until(() -> networkIsKnown(google + next[0]++));

        HttpResponse<String> put = post(a, DENY, entry("asn", "AS15169", hours(1)));

        assertThat(json(put).get("value").stringValue()).isEqualTo("15169");
        assertThat(disposition(a, from(google + 200))).isEqualTo("block");
        delete(a, put.headers().firstValue("Location").orElseThrow(), ada);
    }

    private static boolean networkIsKnown(String address) {
        JsonNode decision = a.assess(from(address));
        return log().anyMatch(line -> isOf(line, decision, "\"asn\":15169"));
    }

    @Test
    void forgetsAnEntryWhenItsTimeIsOver() {
        Purchase now = Purchase.of(account, Purchase.newAddress());
        Instant end = Instant.now().plusSeconds(60);
        post(a, DENY, entry("account", account, end));

        Purchase before = now.with(Map.of("now", end.minusMillis(1).toString()));
        Purchase after = now.again().with(Map.of("now", end.toString()));
        assertThat(disposition(a, before)).isEqualTo("block");
        assertThat(disposition(a, after)).isEqualTo("proceed");
    }

    @Test
    void changesAnEntryAboutTheSameAndListsItByKindAndValue() {
        JsonNode first = json(post(a, ALLOW, entry("device", "D-" + account, null)));
        HttpResponse<String> again =
                send(
                        a,
                        ALLOW,
                        a.account("bea", "admin"),
                        entry("device", "D-" + account, hours(2)));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).get("id")).isEqualTo(first.get("id"));
        assertThat(json(again).get("owner").stringValue()).isEqualTo("bea");
        assertThat(json(again).get("expiresAt").isString()).isTrue();
        assertThat(json(get(a, ALLOW + "?kind=device&value=D-" + account, ana)).get("items"))
                .containsExactly(json(again));
        assertThat(json(get(a, DENY + "?value=D-" + account, ada)).get("items")).isEmpty();
        assertThat(get(a, ALLOW + "?limit=0", ana).statusCode()).isEqualTo(400);
        assertThat(get(a, ALLOW + "?kind=ip", ana).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/lists/deny,200,200,403,403,401",
        "GET,/api/v1/lists/grey,404,404,403,403,401",
        "POST,/api/v1/lists/deny,400,403,403,403,401",
        "DELETE,/api/v1/lists/deny/nope,404,403,403,403,401",
        "GET,/api/v1/suppressions,403,200,403,403,401",
        "POST,/api/v1/suppressions,403,400,403,403,401",
        "DELETE,/api/v1/suppressions/nope,403,404,403,403,401",
        "PUT,/api/v1/lists/deny,405,403,403,403,401",
        "GET,/api/v1/lists/deny/nope,405,403,403,403,401",
    })
    void answersEachRoleAsItMay(
            String method,
            String path,
            int admin,
            int analyst,
            int service,
            int buyer,
            int anonymous) {
        Map<String, Integer> expected =
                Map.of("admin", admin, "analyst", analyst, "service", service, "buyer", buyer);
        expected.forEach(
                (role, status) -> {
                    HttpResponse<String> answer =
                            call(a, method, path, a.account("r-" + role, role));
                    assertThat(answer.statusCode()).as(role).isEqualTo(status);
                });
        assertThat(a.send(request(a, method, path).build()).statusCode()).isEqualTo(anonymous);
    }

    @Test
    void refusesABodyThatIsTooLargeOrNotJson() {
        String big = entry("account", account, null).replace("a test", "x".repeat(5_000));
        assertThat(post(a, DENY, big).statusCode()).isEqualTo(413);
        assertThat(post(a, DENY, "{\"kind\":").statusCode()).isEqualTo(400);
        HttpResponse<String> wide = post(a, DENY, entry("prefix", "0.0.0.0/0", hours(1)));
        assertThat(wide.statusCode()).isEqualTo(400);
        assertThat(json(wide).get("detail").stringValue())
                .isEqualTo("value: must have a length from 8 to 32: nobody can mean a wider block");
    }

    @Test
    void goesOnWhilePostgresIsAwayAndKnowsEverythingAfterARestart(@TempDir Path folder) {
        String denied = "n-" + account;
        try (RedisServer redis = RedisServer.riskStore(folder, FreePort.next()).start();
                TestDatabase database = TestDatabase.in(folder.resolve("postgres")).start()) {
            Map<String, String> settings = new HashMap<>(database.settings());
            settings.put("spring.data.redis.port", Integer.toString(redis.port()));
            settings.put("fairgate.replica.folder", folder.resolve("replica").toString());
            try (RiskNode node = RiskNode.start(settings)) {
                String token = node.account("ada", "admin");
                database.kill();
                assertThat(send(node, DENY, token, entry("account", denied, null)).statusCode())
                        .isEqualTo(201);
                assertThat(disposition(node, Purchase.of(denied, Purchase.newAddress())))
                        .isEqualTo("block");

                redis.kill();
                HttpResponse<String> away =
                        send(node, DENY, token, entry("account", account, null));
                assertThat(away.statusCode()).as(away.body()).isEqualTo(503);
                assertThat(json(away).get("type").stringValue())
                        .isEqualTo("/problems/risk-unavailable");
                assertThat(get(node, DENY, token).body())
                        .contains(denied)
                        .doesNotContain("\"" + account);
            }
            redis.start(); // empty: it keeps nothing on disk
            try (RiskNode node = RiskNode.start(settings)) {
                assertThat(disposition(node, Purchase.of(denied, Purchase.newAddress())))
                        .isEqualTo("block");
            }
        }
    }

    private static RiskNode node(String name, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("fairgate.replica.space", SPACE);
        settings.put("fairgate.replica.folder", directory.resolve(name).toString());
        return RiskNode.start(settings);
    }

    /// Somebody new, from there.
    private static Purchase from(String address) {
        String name = "w-" + UUID.randomUUID();
        return Purchase.of(name, address).on("d-" + name);
    }

    private Purchase bought() {
        return Purchase.of(account, Purchase.newAddress());
    }

    /// Whom the rule `instant` challenges.
    private static Purchase newcomer() {
        return from(Purchase.newAddress()).with(justNow());
    }

    private static Map<String, Object> justNow() {
        return Map.of("registeredAt", Instant.now().toString());
    }

    private static Instant hours(int hours) {
        return Instant.now().plus(Duration.ofHours(hours));
    }

    private static String entry(String kind, String value, @Nullable Instant end) {
        return "{\"kind\":\"%s\",\"value\":\"%s\",\"reason\":\"a test\"%s}"
                .formatted(kind, value, end == null ? "" : ",\"expiresAt\":\"" + end + "\"");
    }

    private static String suppression(String kind, String value, String code) {
        return entry(kind, value, hours(1)).replace("{", "{\"code\":\"" + code + "\",");
    }

    private static String disposition(RiskNode node, Purchase purchase) {
        JsonNode decision = node.assess(purchase);
        node.finish(purchase, 409);
        return decision.get("disposition").stringValue();
    }

    private static List<String> codes(JsonNode decision) {
        return decision.get("reasons")
                .valueStream()
                .map(reason -> reason.get("code").stringValue())
                .toList();
    }

    private static HttpResponse<String> post(RiskNode node, String path, String body) {
        return send(node, path, ada, body);
    }

    private static HttpResponse<String> send(
            RiskNode node, String path, String token, String body) {
        return node.send(node.post(path, body).header("Authorization", "Bearer " + token).build());
    }

    private static HttpResponse<String> get(RiskNode node, String path, String token) {
        return call(node, "GET", path, token);
    }

    private static HttpResponse<String> delete(RiskNode node, String path, String token) {
        return call(node, "DELETE", path, token);
    }

    private static HttpResponse<String> call(
            RiskNode node, String method, String path, String token) {
        return node.send(
                request(node, method, path).header("Authorization", "Bearer " + token).build());
    }

    private static HttpRequest.Builder request(RiskNode node, String method, String path) {
        return node.post(path, "{}")
                .method(
                        method,
                        method.equals("POST")
                                ? HttpRequest.BodyPublishers.ofString("{}")
                                : HttpRequest.BodyPublishers.noBody());
    }

    private static JsonNode json(HttpResponse<String> response) {
        return RiskNode.json(response);
    }

    private static boolean isOf(String line, JsonNode decision, String part) {
        return line.contains(decision.get("decisionId").stringValue()) && line.contains(part);
    }

    private static Stream<String> log() {
        try (Stream<Path> files = Files.list(directory.resolve("log"))) {
            return files
                    .filter(file -> file.toString().endsWith(".jsonl"))
                    .flatMap(ListsIT::lines)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
