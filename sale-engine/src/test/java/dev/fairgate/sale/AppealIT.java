package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Contract;
import dev.fairgate.sale.fixture.Engine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Appeals, passed through to the risk service with the name of whoever is signed in.
class AppealIT extends BrowserScene {

    private static final String APPEALS = "/api/v1/appeals";
    private static final String GOLDEN = Contract.golden("appeal-request");
    private static final String ID = Contract.goldenTree("appeal").path("id").asString();

    private final Caller alice = engine.buyer("alice");

    @Test
    void passesTheGoldenAppealOnAndAnswersAsTheRiskServiceDoes() {
        String account = Engine.fresh("appealing");

        Answer made = engine.buyer(account).post(APPEALS, GOLDEN).is(202);

        Contract.assertValid("appeal-request", GOLDEN);
        Contract.assertValid("appeal", made.text());
        assertThat(made.json()).isEqualTo(Contract.goldenTree("appeal"));
        assertThat(made.header("Location")).isEqualTo(APPEALS + "/" + ID);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        JsonNode told = risk.appeals(account).getFirst();
        Contract.assertValid("appeal-for-account", told.toString());
        assertThat(told.path("message")).isEqualTo(Contract.tree(GOLDEN).path("message"));
        assertThat(told.path("decisionId")).isEqualTo(Contract.tree(GOLDEN).path("decisionId"));
    }

    @Test
    void readsOnesOwnAppealOnly() {
        assertThat(alice.get(APPEALS + "/" + ID).is(200).json())
                .isEqualTo(Contract.goldenTree("appeal"));
        engine.buyer("bob").get(APPEALS + "/" + ID).isProblem(404, "appeal-not-found");
        engine.buyer("bob")
                .get(APPEALS + "/" + ID + "?accountId=alice")
                .isProblem(404, "appeal-not-found");
        alice.get(APPEALS + "/x").isProblem(404, "appeal-not-found");
        for (String id : List.of("a%2fb", "..%2f..%2fassessments", "%00", "a%3faccountId%3dx")) {
            alice.get(APPEALS + "/" + id).isProblem(404, "not-found");
        }
    }

    @ParameterizedTest
    @CsvSource({"200,''", "404,appeal-not-found", "429,told", "400,told"})
    void passesOnWhatConcernsTheBuyer(int status, String slug) {
        Answer answer = alice.post(APPEALS, saying(Integer.toString(status)));

        if (status == 200) {
            assertThat(answer.is(200).json()).isEqualTo(Contract.goldenTree("appeal"));
        } else {
            assertThat(answer.isProblem(status, slug).header("Retry-After")).isEqualTo("3600");
        }
    }

    @Test
    void saysSoWhenTheRiskServiceIsAway() {
        for (int broken : List.of(500, 503, 401, 403, 415, 0)) {
            risk.answersWith(broken);
            Answer away = alice.post(APPEALS, GOLDEN).isProblem(503, "risk-unavailable");
            assertThat(away.header("Retry-After")).isEqualTo("30");
            alice.get(APPEALS + "/" + ID).isProblem(503, "risk-unavailable");
        }
        risk.recover();
        Engine.await(() -> alice.get(APPEALS + "/" + ID).status() == 200);
    }

    @Test
    void doesNotWaitForLongAndAfterSixFailuresNotAtAll() {
        risk.takes(Duration.ofSeconds(4));
        alice.get(APPEALS + "/" + ID).isProblem(503, "risk-unavailable");
        risk.recover();
        risk.answersWith(500);
        String account = Engine.fresh("breaking");
        for (int i = 0; i < 20; i++) {
            engine.buyer(account).post(APPEALS, GOLDEN).isProblem(503, "risk-unavailable");
        }

        assertThat(risk.appeals(account).size()).isLessThan(20);
        risk.recover();
        Engine.await(() -> alice.get(APPEALS + "/" + ID).status() == 200);
    }

    @Test
    void takesAppealsOfItsOwnPagesToo() {
        Caller page = signedIn();

        page.post("/browser/appeals", GOLDEN).isProblem(403, "forbidden");
        page.with("Origin", "https://evil.example")
                .post("/browser/appeals", GOLDEN)
                .isProblem(403, "forbidden");
        page.with("Origin", engine.root().toString()).post("/browser/appeals", GOLDEN).is(202);
        assertThat(risk.appeals(name)).hasSize(1);
        page.get("/browser/appeals/" + ID).isProblem(404, "appeal-not-found");
        engine.anyone().get("/browser/appeals/" + ID).isProblem(401, "unauthenticated");
        alice.post("/browser/appeals", GOLDEN).isProblem(403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"decisionId\":\"01KAQ1V3M0G7T2N8RZ5WQYHX4C\"}",
                "{\"message\":\"x\"}",
                "{\"decisionId\":1,\"message\":\"x\"}",
                "{\"decisionId\":\"x\",\"message\":null}",
                "{\"decisionId\":\"x\",\"message\":[\"x\"]}",
                "{\"decisionId\":\"x\",\"message\":\"x\",\"accountId\":\"bob\"}",
                "{\"decisionId\":\"x\",\"message\":\"x\",\"message\":\"y\"}",
                "{\"decisionId\":\"x\",\"message\":\"x\"} x",
            })
    void refusesABodyOfAnotherForm(String body) {
        alice.post(APPEALS, body).isProblem(400, "invalid-request");
    }

    @Test
    void refusesABodyThatIsTooLargeOrNoJson() {
        alice.post(APPEALS, saying("x".repeat(9000))).isProblem(413, "content-too-large");
        alice.with("Content-Type", "text/plain")
                .post(APPEALS, GOLDEN)
                .isProblem(415, "unsupported-media-type");
    }

    private static String saying(String message) {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of("decisionId", "01KAQ1V3M0G7T2N8RZ5WQYHX4C", "message", message));
    }
}
