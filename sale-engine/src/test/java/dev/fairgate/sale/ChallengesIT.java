package dev.fairgate.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Answer;
import dev.fairgate.sale.fixture.Caller;
import dev.fairgate.sale.fixture.Engine;
import dev.fairgate.sale.fixture.FakeRisk;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Pictures and alternatives, passed through to the risk service.
class ChallengesIT {

    private static final String IMAGE = "{\"kind\":\"image\"}";

    private final Engine engine = Engine.shared();
    private final FakeRisk risk = Engine.risk();
    private final Caller buyer = engine.buyer("alice");

    @AfterEach
    void recover() {
        risk.recover();
    }

    @Test
    void showsThePictureToWhoeverHasItsId() {
        Answer answer = engine.anyone().get("/api/v1/challenges/c-1/image").is(200);

        assertThat(answer.text()).isEqualTo(FakeRisk.PICTURE);
        assertThat(answer.header("Content-Type")).isEqualTo("image/png");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void exchangesAChallengeForTheAccountThatAsks() {
        Answer answer = buyer.post("/api/v1/challenges/c-1/alternative", IMAGE).is(200);

        assertThat(answer.at("/challenge/id")).isEqualTo("picture-alice");
    }

    @Test
    void passesTheRiskServicesRefusalsOn() {
        engine.anyone().get("/api/v1/challenges/gone/image").isProblem(404, "challenge-not-found");
        buyer.post("/api/v1/challenges/gone/alternative", IMAGE)
                .isProblem(404, "challenge-not-found");
        buyer.post("/api/v1/challenges/c/alternative", "{\"kind\":\"audio\"}")
                .isProblem(400, "invalid-request");
    }

    @Test
    void refusesAKindOrBodyOfAnotherForm() {
        for (String body :
                List.of(
                        "{}",
                        "{\"kind\":1}",
                        "{\"kind\":null}",
                        "{\"kind\":\"../x\"}",
                        "{\"kind\":\"\"}",
                        "[]",
                        "",
                        "{\"kind\":\"image\",\"x\":1}")) {
            buyer.post("/api/v1/challenges/c/alternative", body).isProblem(400, "invalid-request");
        }
        buyer.post("/api/v1/challenges/c/alternative", "{\"kind\":\"" + "k".repeat(2000) + "\"}")
                .isProblem(413, "content-too-large");
    }

    @Test
    void knowsNoChallengeOfAnImpossibleName() {
        for (String id :
                List.of(
                        "a%2f..",
                        "%00",
                        "{x}".replace("{", "%7b").replace("}", "%7d"),
                        "a".repeat(65),
                        "..%2f..%2fassessments",
                        "a%20b")) {
            engine.anyone().get("/api/v1/challenges/" + id + "/image").isProblem(404, "not-found");
        }
    }

    @Test
    void saysSoWhenTheRiskServiceIsAway() {
        for (int broken : List.of(500, 503, 401, 403, 0)) {
            risk.answersWith(broken);
            engine.anyone()
                    .get("/api/v1/challenges/c/image")
                    .isProblem(503, "alternative-unavailable");
            buyer.post("/api/v1/challenges/c/alternative", IMAGE)
                    .isProblem(503, "alternative-unavailable");
        }
    }

    @Test
    void doesNotWaitForAPictureForLong() {
        risk.takes(Duration.ofMillis(2500));

        engine.anyone().get("/api/v1/challenges/c/image").isProblem(503, "alternative-unavailable");
    }

    @Test
    void passesTheDemosSolverOn() {
        assertThat(engine.anyone().get("/demo/challenges/c-1/answer").is(200).at("/response"))
                .isEqualTo("k7fq3m");
    }
}
