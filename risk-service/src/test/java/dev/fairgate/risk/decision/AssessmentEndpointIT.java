package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.TestRedis;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The calls as they are on the wire, good and bad, and everything around them.
@SuppressWarnings("NullAway.Init") // the node is there before any test
class AssessmentEndpointIT {

    private static final String SINGLE = "/api/v1/assessments";
    private static final String BATCH = "/api/v1/assessments/batch";

    private static RiskNode node;

    private final String account = "u-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        node = RiskNode.start(Map.of("fairgate.policy.file", "classpath:policy/limits-wide.json"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void answersTheGoldenRequestAsTheGoldenAnswerLooks() throws Exception {
        String golden = Files.readString(Path.of("../docs/contract/assessment-request.json"));
        JsonNode answer =
                RiskNode.json(node.call(SINGLE, golden.replace("\"alice\"", '"' + account + '"')));

        assertThat(answer.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        tools.jackson.databind.json.JsonMapper.shared()
                                .readTree(
                                        Files.readString(
                                                Path.of("../docs/contract/assessment.json")))
                                .propertyNames());
        assertThat(answer.get("disposition").stringValue()).isEqualTo("proceed");
        assertThat(answer.get("ticketExpiresAt").stringValue())
                .isEqualTo("2026-11-22T16:00:05.120Z");
    }

    @Test
    void answersABatchItemByItemAndSparesTheOthersABadOne() {
        String good = Purchase.of(account, Purchase.newAddress()).json();
        String bad = good.replace("\"quantity\":1", "\"quantity\":1.0");
        String other = Purchase.of(account + "b", Purchase.newAddress()).json();
        JsonNode items =
                node.callBatch(
                                "{\"items\":[%s,%s,5,{},%s],\"finished\":[]}"
                                        .formatted(good, bad, other))
                        .get("items");

        assertThat(items.size()).isEqualTo(5);
        assertThat(disposition(items.get(0))).isEqualTo("proceed");
        assertThat(items.get(1).get("problem").get("detail").stringValue())
                .isEqualTo("quantity: must be a whole number from 1 to 1000");
        assertThat(items.get(2).get("problem").get("status").intValue()).isEqualTo(400);
        assertThat(items.get(3).get("problem").get("status").intValue()).isEqualTo(400);
        assertThat(disposition(items.get(4))).isEqualTo("proceed");
    }

    @Test
    void keepsTheOrderOfTwoHundredAndFiftySixItemsAndRefusesOneMore() {
        List<Purchase> purchases =
                IntStream.range(0, 256)
                        .mapToObj(i -> Purchase.of(account + "-" + i, Purchase.newAddress()))
                        .toList();
        String items = purchases.stream().map(Purchase::json).collect(Collectors.joining(","));

        JsonNode answers = node.callBatch("{\"items\":[" + items + "]}").get("items");

        assertThat(answers.size()).isEqualTo(256);
        for (int i = 0; i < 256; i++) {
            assertThat(ticketOf(answers.get(i))).contains(account + "-" + i);
        }
        assertThat(node.call(BATCH, "{\"items\":[" + items + ",{}]}").statusCode()).isEqualTo(400);
    }

    @Test
    void releasesTheFlagInABatchBeforeItDecides() {
        Purchase first = Purchase.of(account, Purchase.newAddress());
        node.assess(first);
        Purchase second = first.again();

        JsonNode answer =
                node.callBatch(
                        "{\"items\":[%s],\"finished\":[%s]}"
                                .formatted(second.json(), first.finished(409)));

        assertThat(disposition(answer.get("items").get(0))).isEqualTo("proceed");
        assertThat(node.callBatch("{}").get("items").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"events\":[[-1,\"m\",1,1],[5,\"m\",2],[4,\"m\",1e309,3],[9,\"zz\"]]}",
                "{\"pageOpenedAt\":99999999999999999999,\"submittedAt\":-5,\"events\":{}}",
                "{\"events\":[[[[[[[[[[[[]]]]]]]]]]]],\"webdriver\":\"yes\",\"screen\":null}",
                "{\"events\":[],\"events\":[],\"\\u0000\":\"\\ud800\"}",
                "[]",
                "5",
                "\"<script>\"",
                "{}"
            })
    void takesOddTelemetryForASignalAndNeverForAFault(String telemetry) {
        String odd =
                Purchase.of(account, Purchase.newAddress())
                        .with(Map.of("userAgent", "\u0000\r\n<b onload=x>\u202e\u2028"))
                        .json()
                        .replace("\"quantity\"", "\"telemetry\":" + telemetry + ",\"quantity\"");

        HttpResponse<String> answer = node.call(SINGLE, odd);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(RiskNode.json(answer).get("disposition").stringValue())
                .isIn("proceed", "challenge");
    }

    @ParameterizedTest
    @ValueSource(strings = {SINGLE, BATCH})
    void asksForATokenAndForTheRole(String path) {
        HttpRequest none = node.post(path, "{}").build();
        assertProblem(node.send(none), 401, "unauthenticated");
        assertThat(node.send(none).headers().firstValue("WWW-Authenticate")).contains("Bearer");

        String buyer = node.account(account, "buyer");
        HttpRequest asBuyer =
                node.post(path, "{}").header("Authorization", "Bearer " + buyer).build();
        assertProblem(node.send(asBuyer), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"items\":{}}",
                "{\"items\":5}",
                "{\"finished\":[1]}",
                "{\"finished\":[{}]}",
                "{\"items\":[],\"items\":[]}",
                "{} {}",
                "{\"items\":[}"
            })
    void refusesABatchThatCannotBeRead(String body) {
        assertProblem(node.call(BATCH, body), 400, "invalid-request");
    }

    @Test
    void writesNothingForARequestThatCannotBeRead() {
        String bad =
                Purchase.of(account, Purchase.newAddress())
                        .json()
                        .replace("\"quantity\":1", "\"quantity\":0");

        assertProblem(node.call(SINGLE, bad), 400, "invalid-request");

        List<String> keys = TestRedis.ask(redis -> redis.keys("*" + account + "*"));
        assertThat(keys).isEmpty();
    }

    @Test
    void refusesOtherMediaTypesEncodingsAndTooMuch() {
        HttpRequest.Builder text =
                HttpRequest.newBuilder(node.uri(SINGLE)).POST(BodyPublishers.ofString("{}"));
        assertProblem(
                node.send(node.asEngine(text.copy().header("Content-Type", "text/plain"))),
                415,
                "unsupported-media-type");
        assertProblem(node.send(node.asEngine(text.copy())), 415, "unsupported-media-type");
        assertProblem(
                node.send(
                        node.asEngine(
                                text.copy()
                                        .header("Content-Type", "application/json")
                                        .header("Content-Encoding", "gzip"))),
                415,
                "unsupported-media-type");
        assertProblem(node.call(BATCH, "[" + " ".repeat(1 << 20) + "]"), 413, "too-large");
        HttpRequest chunked =
                node.asEngine(
                        HttpRequest.newBuilder(node.uri(BATCH))
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () ->
                                                        new java.io.ByteArrayInputStream(
                                                                new byte[3 << 20]))));
        assertProblem(node.send(chunked), 413, "too-large");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/assessments, 405",
        "DELETE, /api/v1/assessments/batch, 405",
        "OPTIONS, /api/v1/assessments, 405",
        "POST, /api/v1/assessments/, 404",
        "POST, /api/v1//assessments, 404",
        "POST, /API/v1/assessments, 404",
        "POST, /api/v1/assessments%2f, 404",
        "GET, /, 404",
        "GET, /actuator/health, 404",
        "GET, /application.yml, 404",
        "GET, /risk-console/index.html, 404",
        "GET, /console/../risk-service.yml, 404",
        "GET, /demo/challenges/x/answer, 404",
        "GET, /livez, 200",
        "GET, /readyz, 200",
    })
    void answersOnlyWhatItHas(String method, String path, int status) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(node.uri(path)).method(method, BodyPublishers.noBody());

        HttpResponse<String> answer = node.send(node.asEngine(request));

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status >= 400) {
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/health, 200",
        "/actuator/health/liveness, 200",
        "/actuator/health/readiness, 200",
        "/actuator/prometheus, 200",
        "/actuator/env, 404",
        "/actuator/heapdump, 404",
        "/actuator/beans, 404",
        "/actuator/shutdown, 404",
    })
    void showsHealthAndMetricsOnTheManagementPortOnly(String path, int status) {
        URI uri = URI.create("http://127.0.0.1:" + node.managementPort() + path);

        assertThat(node.send(HttpRequest.newBuilder(uri).build()).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | accountId: must be 1 to 64 of",
                "{\"accountId\":\"Ann\"} | accountId: must be 1 to 64 of",
                "{\"accountId\":\"ann\",\"roles\":[\"root\"]} | roles: must be of buyer",
                "{\"accountId\":\"ann\",\"roles\":\"buyer\"} | roles: must be a list",
                "{\"accountId\":\"ann\",\"registeredAt\":-1} | registeredAt: must be a whole",
                "{\"accountId\":\"ann\",\"registeredAt\":\"now\"} | registeredAt: must be an RFC",
            })
    void namesTheFaultInADemoAccount(String body, String detail) {
        HttpResponse<String> answer = node.send(node.post("/demo/accounts", body).build());

        assertProblem(answer, 400, "invalid-request");
        assertThat(RiskNode.json(answer).get("detail").stringValue()).startsWith(detail);
    }

    @Test
    void showsTheConsoleToWhoeverSignedInAndToNobodyElse() throws Exception {
        try (HttpClient browser =
                HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .followRedirects(HttpClient.Redirect.ALWAYS)
                        .build()) {
            assertThat(visit(browser, "/console/").body()).contains("Sign in");
            assertProblem(visit(browser, "/console/recent"), 401, "unauthenticated");
            assertThat(signIn(browser, "<script>").body()).contains("Sign in");

            HttpResponse<String> home = signIn(browser, "ana");
            assertThat(home.body()).contains("The last decisions of this node");
            assertThat(home.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe-inline");
            assertThat(visit(browser, "/console/console.js").statusCode()).isEqualTo(200);
            assertThat(visit(browser, "/console/console.css").statusCode()).isEqualTo(200);

            node.assess(Purchase.of(account, Purchase.newAddress()));
            JsonNode live = RiskNode.json(visit(browser, "/console/recent"));
            assertThat(live.get("viewer").stringValue()).isEqualTo("ana");
            JsonNode row = live.get("snapshot").get("decisions").get(0);
            assertThat(row.get("account").stringValue()).isEqualTo(account);
            assertThat(row.get("disposition").stringValue()).isEqualTo("proceed");
            assertThat(row.get("prefix").stringValue()).endsWith("/24");

            browser.send(
                    HttpRequest.newBuilder(node.uri("/console/logout"))
                            .header("Origin", node.uri("").toString())
                            .POST(BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(visit(browser, "/console/").body()).contains("Sign in");
        }
    }

    private static HttpResponse<String> visit(HttpClient browser, String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(node.uri(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> signIn(HttpClient browser, String name) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(node.uri("/console/login"))
                        .header("Origin", node.uri("").toString())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                BodyPublishers.ofString(
                                        "name="
                                                + java.net.URLEncoder.encode(
                                                        name,
                                                        java.nio.charset.StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        JsonNode problem = RiskNode.json(answer);
        assertThat(problem.get("type").stringValue()).isEqualTo("/problems/" + slug);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("Exception", "dev.fairgate", "\tat ");
    }

    private static String disposition(JsonNode item) {
        return item.get("decision").get("disposition").stringValue();
    }

    private static String ticketOf(JsonNode item) {
        String ticket = item.get("decision").get("ticket").stringValue();
        return new String(
                java.util.Base64.getUrlDecoder().decode(ticket.substring(0, ticket.indexOf('.'))),
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
