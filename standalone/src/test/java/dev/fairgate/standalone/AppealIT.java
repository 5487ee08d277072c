package dev.fairgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.standalone.Shop.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A buyer whom the gate blocks says that this was wrong, and an analyst looks at it: both
/// services, over HTTP alone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppealIT {

    private static final String APPEALS = "/api/v1/appeals";
    private static final String QUEUE = "/api/v1/review-queue";
    private static final int FLOOD = 200;

    private FirstRun run;
    private Shop shop;
    private Shop desk;
    private String ana;

    @BeforeAll
    void start(@TempDir Path home) {
        run = FirstRun.start(home, "classpath:policy/default.json");
        shop = run.shop();
        desk = run.desk();
        ana = shop.account("ana", "analyst");
    }

    @AfterAll
    void stop() {
        run.close();
    }

    @Test
    void aBlockedBuyerAppealsAndIsGranted() {
        String buyer = shop.account("hammer");
        String decision = refused(buyer, 403);
        Map<String, String> words =
                Map.of("decisionId", decision, "message", "My cat sat on Enter. \u263a");

        Answer made = shop.post(APPEALS, words, buyer);
        assertThat(made.status()).isEqualTo(202);
        String id = made.body().path("id").asString();
        assertThat(shop.post(APPEALS, words, buyer).status()).isEqualTo(200);
        String stranger = shop.account("stranger");
        assertThat(shop.post(APPEALS, words, stranger).problem()).isEqualTo("decision-not-found");
        assertThat(shop.get(APPEALS + "/" + id, stranger).problem()).isEqualTo("appeal-not-found");
        assertThat(status(id, buyer)).isEqualTo("open");

        Answer waiting = desk.get(QUEUE + "?kind=appeal", ana);
        assertThat(waiting.body().at("/items/0/text").asString())
                .isEqualTo("My cat sat on Enter. \u263a");
        assertThat(desk.post(QUEUE + "/" + id + "/claim", ana).status()).isEqualTo(200);
        Answer done = desk.post(QUEUE + "/" + id + "/verdict", Map.of("label", "human"), ana);
        assertThat(done.status()).isEqualTo(200);

        assertThat(status(id, buyer)).isEqualTo("granted");
    }

    @Test
    void everyRefusalOfTheGateCanBeAppealedAgainstAndTheFourthOfADayIsNot() {
        String buyer = shop.account("eager");
        for (int status : new int[] {429, 403, 429}) {
            assertThat(appeal(refused(buyer, status), buyer).status()).isEqualTo(202);
        }

        Answer fourth = appeal(refused(buyer, 403), buyer);

        assertThat(fourth.problem()).isEqualTo("too-many-requests");
        assertThat(fourth.retryAfter()).isPresent();
    }

    private Answer appeal(String decision, String buyer) {
        return shop.post(APPEALS, Map.of("decisionId", decision, "message", "why?"), buyer);
    }

    private String status(String id, String buyer) {
        return shop.get(APPEALS + "/" + id, buyer).body().path("status").asString();
    }

    /// Hammers until it is refused in that way, and says which decision that was.
    private String refused(String buyer, int status) {
        for (int i = 0; i < FLOOD; i++) {
            Answer answer = shop.buy(buyer, "demo").from("198.51.100." + i % 250).send();
            if (answer.status() == status) {
                return answer.body().path("decisionId").asString();
            }
        }
        throw new AssertionError("never " + status);
    }
}
