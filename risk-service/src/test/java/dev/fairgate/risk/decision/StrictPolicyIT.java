package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Challenges from one end to the other: everybody is asked for one, and no limit gets in the way.
@SuppressWarnings("NullAway.Init") // the node is there before any test
class StrictPolicyIT {

    private static final String NO_PICTURES =
            "A picture was not asked for: this machine has no font to draw one with. Install"
                    + " fontconfig and a font such as DejaVu.";

    private static RiskNode node;

    private final String account = "u-" + UUID.randomUUID();
    private final Purchase purchase = Purchase.of(account, Purchase.newAddress());

    @BeforeAll
    static void start() {
        node =
                RiskNode.start(
                        Map.of("fairgate.policy.file", "classpath:policy-test/strict-wide.json"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void asksEverybodyAndLetsThemPassWithTheRightAnswer() {
        JsonNode asked = challenge();

        assertThat(asked.get("kind").stringValue()).isEqualTo("proof_of_work");
        JsonNode passed = node.assess(answer(asked));
        assertThat(passed.get("disposition").stringValue()).isEqualTo("proceed");
        assertThat(passed.get("reasons").valueStream())
                .extracting(reason -> reason.get("code").stringValue())
                .containsExactly("policy-threshold");
    }

    @Test
    void takesAResponseFromNobodyElse() {
        JsonNode asked = challenge();
        String id = id(asked);
        Purchase other = Purchase.of("other-" + account, Purchase.newAddress());

        JsonNode refused = node.assess(other.answering(id, node.answerOf(id)));

        assertThat(refused.get("disposition").stringValue()).isEqualTo("challenge");
        assertThat(node.assess(answer(asked)).get("disposition").stringValue())
                .isEqualTo("proceed");
    }

    @Test
    void takesAResponseOnce() {
        Purchase answered = answer(challenge());
        node.assess(answered);
        node.finish(answered, 201); // ends the clearance

        JsonNode again =
                node.assess(
                        purchase.answering(
                                text(answered.challengeId()), text(answered.response())));

        assertThat(again.get("disposition").stringValue()).isEqualTo("challenge");
    }

    @Test
    void letsOneOfFiftyParallelRequestsWithOneResponsePass() {
        JsonNode asked = challenge();
        String response = node.answerOf(id(asked));

        List<CompletableFuture<HttpResponse<String>>> answers =
                Stream.generate(() -> purchase.answering(id(asked), response))
                        .limit(50)
                        .map(node::assessLater)
                        .toList();

        List<String> dispositions =
                answers.stream()
                        .map(CompletableFuture::join)
                        .map(answer -> RiskNode.json(answer).get("disposition").stringValue())
                        .sorted()
                        .toList();
        assertThat(dispositions).hasSize(50).containsOnly("in-flight", "proceed");
        assertThat(dispositions.getLast()).isEqualTo("proceed");
        assertThat(dispositions.get(48)).isEqualTo("in-flight");
    }

    @Test
    void makesAnAccountWaitAfterFiveWrongAnswers() {
        JsonNode asked = challenge();
        for (int wrong = 1; wrong <= 5; wrong++) {
            Purchase guess = purchase.answering(id(asked), "bm90IHJpZ2h0");
            JsonNode decision = node.assess(guess);
            node.finish(guess, 428);
            assertThat(decision.get("disposition").stringValue())
                    .isEqualTo(wrong < 5 ? "challenge" : "throttle");
            asked = decision.get("challenge");
        }

        JsonNode waiting = node.assess(purchase.again());
        assertThat(waiting.get("disposition").stringValue()).isEqualTo("throttle");
        assertThat(waiting.get("retryAfterMs").longValue()).isBetween(1L, 600_000L);
    }

    @Test
    void offersAPictureInsteadAndServesItThreeTimes() {
        JsonNode asked = challenge();
        boolean pictures = asked.get("alternatives").size() > 0;
        if (!pictures) {
            System.out.println(NO_PICTURES);
        }
        Assumptions.assumeTrue(pictures, NO_PICTURES);

        HttpResponse<String> answer = alternative(id(asked), "image", account);
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode picture = RiskNode.json(answer).get("challenge");
        assertThat(picture.get("kind").stringValue()).isEqualTo("image");
        String path = "/api/v1/challenges/" + id(picture) + "/image";

        for (int fetch = 1; fetch <= 3; fetch++) {
            HttpResponse<String> png = get(path);
            assertThat(png.statusCode()).isEqualTo(200);
            assertThat(png.headers().firstValue("Content-Type")).contains("image/png");
            assertThat(png.headers().firstValue("Cache-Control")).contains("no-store");
        }
        assertProblem(get(path), 404, "challenge-not-found");
        assertThat(node.assess(answer(picture)).get("disposition").stringValue())
                .isEqualTo("proceed");
    }

    @Test
    void voidsTheChallengeThatWasReplaced() {
        JsonNode asked = challenge();
        String response = node.answerOf(id(asked));

        assertThat(alternative(id(asked), "proof_of_work", account).statusCode()).isEqualTo(200);

        JsonNode decision = node.assess(purchase.answering(id(asked), response));
        assertThat(decision.get("disposition").stringValue()).isEqualTo("challenge");
    }

    @Test
    void hidesTheChallengesOfOthersAndOfNobody() {
        JsonNode asked = challenge();

        assertProblem(
                alternative(id(asked), "proof_of_work", "mallory"), 404, "challenge-not-found");
        assertProblem(
                alternative("AAAAAAAAAAAAAAAAAAAAAA", "proof_of_work", account),
                404,
                "challenge-not-found");
        assertProblem(get("/api/v1/challenges/x/image"), 404, "challenge-not-found");
        assertProblem(
                get("/api/v1/challenges/" + id(asked) + "/image"), 404, "challenge-not-found");
        assertThat(node.assess(answer(asked)).get("disposition").stringValue())
                .isEqualTo("proceed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | kind: must be a text",
                "{\"kind\":\"sudoku\",\"accountId\":\"a\"} | kind: must be proof_of_work or image",
                "{\"kind\":\"image\"} | accountId: must be",
                "[] | the body must be one JSON object",
            })
    void refusesARequestForAnAlternativeThatCannotBeRead(String body, String detail) {
        HttpResponse<String> answer = node.call("/api/v1/challenges/x/alternative", body);

        assertProblem(answer, 400, "invalid-request");
        assertThat(RiskNode.json(answer).get("detail").stringValue()).startsWith(detail);
    }

    /// A challenge for a new request of this buyer, which is over then.
    private JsonNode challenge() {
        Purchase asking = purchase.again();
        JsonNode decision = node.assess(asking);
        node.finish(asking, 428);
        assertThat(decision.get("disposition").stringValue()).isEqualTo("challenge");
        return decision.get("challenge");
    }

    private Purchase answer(JsonNode challenge) {
        return purchase.answering(id(challenge), node.answerOf(id(challenge)));
    }

    private static HttpResponse<String> alternative(String id, String kind, String account) {
        return node.call(
                "/api/v1/challenges/" + id + "/alternative",
                "{\"kind\":\"%s\",\"accountId\":\"%s\"}".formatted(kind, account));
    }

    private static HttpResponse<String> get(String path) {
        return node.send(node.asEngine(HttpRequest.newBuilder(node.uri(path))));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(RiskNode.json(answer).get("type").stringValue()).isEqualTo("/problems/" + slug);
    }

    private static String id(JsonNode challenge) {
        return challenge.get("id").stringValue();
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        assertThat(text).isNotNull();
        return text;
    }
}
