package dev.fairgate.risk.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.database.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Appeals and the queue on the wire: two nodes on one PostgreSQL.
@SuppressWarnings("NullAway.Init") // all are there before any test
class ReviewIT {

    private static final String APPEALS = "/api/v1/appeals";
    private static final String QUEUE = "/api/v1/review-queue";
    private static final JsonMapper JSON = JsonMapper.shared();

    private static TestDatabase database;
    private static RiskNode a;
    private static RiskNode b;
    private static String ana;
    private static String ben;

    private final String account = "r-" + UUID.randomUUID();

    @BeforeAll
    static void start(@TempDir Path directory) {
        database = TestDatabase.in(directory).start();
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("fairgate.database.deadline", "20s");
        a = RiskNode.start(settings);
        b = RiskNode.start(settings);
        ana = a.account("ana", "analyst");
        ben = a.account("ben", "analyst");
    }

    @AfterAll
    static void stop() {
        a.close();
        b.close();
        database.close();
    }

    @Test
    void takesAnAppealFromTheBuyerToTheAnalystAndBack() {
        String decision = decision(account);
        HttpResponse<String> made = appeal(a, account, decision, "I am a person.");
        JsonNode appeal = is(made, 202);
        String id = appeal.get("id").asString();
        assertThat(made.headers().firstValue("Location")).contains(APPEALS + "/" + id);
        assertThat(appeal.get("status").asString()).isEqualTo("open");
        assertThat(is(appeal(b, account, decision, "Once more."), 200)).isEqualTo(appeal);

        JsonNode claimed = is(call(a, ana, id, "claim"), 200);
        assertThat(claimed.get("text").asString()).isEqualTo("I am a person.");
        assertThat(claimed.get("accountId").asString()).isEqualTo(account);
        assertProblem(call(b, ben, id, "claim"), 409, "claimed", "ana has claimed it until 2");
        assertProblem(call(b, ben, id, "release"), 409, "claimed", "ana");
        assertProblem(verdict(b, ben, id, "bot"), 409, "claimed", "ana");
        assertThat(is(read(b, id, account), 200)).isEqualTo(appeal);

        JsonNode done = is(verdict(b, ana, id, "human"), 200);
        assertThat(done.get("state").asString()).isEqualTo("done");
        assertThat(is(verdict(a, ana, id, "human"), 200)).isEqualTo(done);
        assertProblem(verdict(a, ana, id, "bot"), 409, "review-done", "ana said human at 2");
        assertProblem(call(a, ben, id, "claim"), 409, "review-done", "ana");

        JsonNode granted = is(read(a, id, account), 200);
        assertThat(granted.get("status").asString()).isEqualTo("granted");
        assertThat(granted.get("decidedAt").asString())
                .isEqualTo(done.at("/verdict/at").asString());
        assertThat(label(decision)).containsExactly("human by ana");
    }

    @Test
    void upholdsWhatABotAppealsAgainstAndGrantsWhereAnAnalystSaysSo() {
        String upheld = claimedAppeal(decision(account));
        String goodwill = claimedAppeal(decision(account));

        is(verdict(a, ana, upheld, "bot"), 200);
        is(verdictOf(a, ana, goodwill, "{\"label\":\"bot\",\"grant\":true}"), 200);

        assertThat(is(read(a, upheld, account), 200).get("status").asString()).isEqualTo("upheld");
        assertThat(is(read(a, goodwill, account), 200).get("status").asString())
                .isEqualTo("granted");
    }

    @Test
    void takesNoAppealAboutADecisionThatIsNotOnesOwn() {
        String other = "r-" + UUID.randomUUID();
        String decision = decision(other);

        assertProblem(appeal(a, account, decision, "mine"), 404, "decision-not-found", "");
        String madeUp = UlidCreator.getUlid().toString();
        assertProblem(appeal(a, account, madeUp, "mine"), 404, "decision-not-found", "");
        String old = decision.replaceFirst("01.", "000");
        assertProblem(appeal(a, other, old, "mine"), 404, "decision-not-found", "");
        String id = is(appeal(a, other, decision, "mine"), 202).get("id").asString();
        assertProblem(read(a, id, account), 404, "appeal-not-found", "");
        assertProblem(read(a, madeUp, other), 404, "appeal-not-found", "");
        assertProblem(read(a, "nope", other), 404, "appeal-not-found", "");
    }

    @Test
    void takesThreeAppealsADay() {
        for (int i = 0; i < 3; i++) {
            is(appeal(a, account, decision(account), "mine"), 202);
        }

        HttpResponse<String> fourth = appeal(b, account, decision(account), "mine");

        assertProblem(fourth, 429, "too-many-requests", "3 appeals in 24 hours");
        assertThat(Long.parseLong(fourth.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(86_000L, 86_400L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "'; DROP TABLE risk.review_item; --",
                "\\u0041{{7*7}}${7*7}%s%n\"\\",
                "=HYPERLINK(\"http://x\")",
                "zwei\nZeilen \u2028 und \uD83D\uDC69\u200D\uD83D\uDCBB \u05E9\u05DC\u05D5\u05DD",
            })
    void keepsHostileWordsAsTheyAre(String words) {
        String id = is(appeal(a, account, decision(account), words), 202).get("id").asString();

        assertThat(is(call(b, ana, id, "claim"), 200).get("text").asString()).isEqualTo(words);
    }

    @Test
    void letsOneOfTwentyClaimAnItem() {
        String id = is(appeal(a, account, decision(account), "mine"), 202).get("id").asString();
        List<String> analysts =
                IntStream.range(0, 20).mapToObj(i -> a.account("n" + i, "analyst")).toList();

        List<Integer> answers =
                analysts.stream()
                        .map(
                                token ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        call(
                                                                token.hashCode() % 2 == 0 ? a : b,
                                                                token,
                                                                id,
                                                                "claim")))
                        .toList()
                        .stream()
                        .map(it -> it.join().statusCode())
                        .toList();

        assertThat(answers).filteredOn(it -> it == 200).hasSize(1);
        assertThat(answers).filteredOn(it -> it == 409).hasSize(19);
    }

    @Test
    void putsInTheQueueWhatAnAnalystWantsToHaveLookedAt() {
        String decision = UlidCreator.getUlid().toString();
        String json = request(decision, "who is that?");
        JsonNode item = is(post(a, ana, QUEUE, json), 201);
        assertThat(is(post(b, ben, QUEUE, json), 200)).isEqualTo(item);
        String id = item.get("id").asString();
        assertProblem(verdict(a, ana, id, "bot"), 409, "not-claimed", "");

        is(call(a, ana, id, "claim"), 200);
        assertThat(is(call(a, ana, id, "release"), 200)).isEqualTo(item);
        assertThat(is(call(b, ben, id, "release"), 200)).isEqualTo(item);
        is(call(b, ben, id, "claim"), 200);
        assertProblem(
                verdictOf(b, ben, id, "{\"label\":\"bot\",\"grant\":false}"),
                400,
                "invalid-request",
                "grant: must be there for an appeal only");
        is(verdict(b, ben, id, "bot"), 200);

        assertThat(label(decision)).containsExactly("bot by ben");
        assertProblem(read(a, id, account), 404, "appeal-not-found", "");
    }

    @Test
    void goesThroughTheQueuePageByPage() {
        List<String> put = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String json = request(UlidCreator.getUlid().toString(), "page " + i);
            put.add(is(post(a, ana, QUEUE, json), 201).get("id").asString());
        }
        List<String> seen = new ArrayList<>();
        String path = QUEUE + "?kind=request&limit=3";
        for (JsonNode next = JSON.nullNode(); ; ) {
            JsonNode page =
                    is(
                            get(b, ben, next.isNull() ? path : path + "&cursor=" + next.asString()),
                            200);
            page.get("items").forEach(it -> seen.add(it.get("id").asString()));
            next = page.get("next");
            if (next.isNull()) {
                break;
            }
        }

        assertThat(seen).containsAll(put).doesNotHaveDuplicates().isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "analyst,200,403",
        "service,403,404",
        "admin,403,403",
        "buyer,403,403",
        "'',401,401"
    })
    void letsAnalystsAtTheQueueAndServicesAtAppeals(String role, int queue, int appeals) {
        String token = role.isEmpty() ? "" : a.account("caller-" + role, role);
        String madeUp = UlidCreator.getUlid().toString();

        assertThat(get(a, token, QUEUE).statusCode()).isEqualTo(queue);
        int unknown = queue == 200 ? 404 : queue;
        assertThat(
                        Stream.of("claim", "release")
                                .map(verb -> call(a, token, madeUp, verb).statusCode()))
                .containsOnly(unknown);
        assertThat(verdict(a, token, madeUp, "bot").statusCode()).isEqualTo(unknown);
        assertThat(get(a, token, APPEALS + "/" + madeUp + "?accountId=x").statusCode())
                .isEqualTo(appeals);
        assertThat(post(a, token, APPEALS, appealJson("x", madeUp, "y")).statusCode())
                .isEqualTo(appeals);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/review-queue|{}|400",
                "/api/v1/review-queue|[]|400",
                "/api/v1/review-queue|nope|400",
                "/api/v1/review-queue|{'decisionId':'01KAQ1V3M0G7T2N8RZ5WQYHX4C'}|400",
                "/api/v1/review-queue/nope/claim||404",
                "/api/v1/review-queue/%00/claim||404",
                "/api/v1/review-queue/01KAQ1V3M0G7T2N8RZ5WQYHX4C/claim||404",
                "/api/v1/review-queue/01KAQ1V3M0G7T2N8RZ5WQYHX4C/verdict|{}|400",
            })
    void refusesWhatBreaksARule(String path, String json, int status) {
        String body = json == null ? "" : json.replace('\'', '"');

        HttpResponse<String> answer = post(a, ana, path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @Test
    void refusesABodyThatIsTooLargeAndAParameterOfNobody() {
        String words = "x".repeat(9_000);
        assertThat(post(a, ana, QUEUE, request(decision(account), words)).statusCode())
                .isEqualTo(413);
        assertThat(get(a, ana, QUEUE + "?limit=1000").statusCode()).isEqualTo(400);
        assertThat(get(a, ana, QUEUE + "?state=open&state=done").statusCode()).isEqualTo(400);
        String engine = a.account("engine-2", "service");
        assertThat(get(a, engine, APPEALS + "/01KAQ1V3M0G7T2N8RZ5WQYHX4C").statusCode())
                .isEqualTo(400);
    }

    private String claimedAppeal(String decision) {
        String id = is(appeal(a, account, decision, "mine"), 202).get("id").asString();
        is(call(a, ana, id, "claim"), 200);
        return id;
    }

    private static String decision(String account) {
        Purchase purchase = Purchase.of(account, Purchase.newAddress());
        String id = a.assess(purchase).get("decisionId").asString();
        a.finish(purchase, 409);
        return id;
    }

    private static List<String> label(String decision) {
        return database.column(
                "SELECT label || ' by ' || said_by FROM risk.label WHERE source = 'review' AND key"
                        + " = '"
                        + decision
                        + "'");
    }

    private static HttpResponse<String> appeal(
            RiskNode node, String account, String decision, String message) {
        return node.call(APPEALS, appealJson(account, decision, message));
    }

    private static String appealJson(String account, String decision, String message) {
        return JSON.writeValueAsString(
                Map.of("accountId", account, "decisionId", decision, "message", message));
    }

    private static String request(String decision, String note) {
        return JSON.writeValueAsString(Map.of("decisionId", decision, "note", note));
    }

    private static HttpResponse<String> read(RiskNode node, String id, String account) {
        return node.send(
                node.asEngine(
                        HttpRequest.newBuilder(
                                node.uri(APPEALS + "/" + id + "?accountId=" + account))));
    }

    private static HttpResponse<String> call(RiskNode node, String token, String id, String verb) {
        return post(node, token, QUEUE + "/" + id + "/" + verb, "");
    }

    private static HttpResponse<String> verdict(
            RiskNode node, String token, String id, String label) {
        return verdictOf(node, token, id, "{\"label\":\"" + label + "\"}");
    }

    private static HttpResponse<String> verdictOf(
            RiskNode node, String token, String id, String json) {
        return post(node, token, QUEUE + "/" + id + "/verdict", json);
    }

    private static HttpResponse<String> post(
            RiskNode node, String token, String path, String json) {
        return node.send(bearer(node.post(path, json), token));
    }

    private static HttpResponse<String> get(RiskNode node, String token, String path) {
        return node.send(bearer(HttpRequest.newBuilder(node.uri(path)), token));
    }

    private static HttpRequest bearer(HttpRequest.Builder request, String token) {
        return (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token))
                .build();
    }

    private static JsonNode is(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return RiskNode.json(answer);
    }

    private static void assertProblem(
            HttpResponse<String> answer, int status, String slug, String detail) {
        JsonNode problem = is(answer, status);
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + slug);
        assertThat(problem.get("detail").asString()).contains(detail);
    }
}
