package dev.fairgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.standalone.Shop.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private final List<Answer> answers = new ArrayList<>();
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
        assertThat(waiting.body().path("items"))
                .filteredOn(it -> it.path("id").asString().equals(id))
                .extracting(it -> it.path("text").asString())
                .containsExactly("My cat sat on Enter. \u263a");
        assertThat(desk.post(QUEUE + "/" + id + "/claim", ana).status()).isEqualTo(200);
        Answer done = desk.post(QUEUE + "/" + id + "/verdict", Map.of("label", "human"), ana);
        assertThat(done.status()).isEqualTo(200);

        assertThat(status(id, buyer)).isEqualTo("granted");
    }

    @Test
    void everyKindOfRefusalCanBeAppealedAgainstAndTheFourthOfADayIsNot() {
        String buyer = shop.account("eager");
        refused(buyer, 403);
        List<String> challenged = decisions(428);
        List<String> throttled = decisions(429);
        List<String> blocked = decisions(403);
        assertThat(throttled).hasSizeGreaterThan(1);

        assertThat(appeal(throttled.get(0), buyer).status()).isEqualTo(202);
        assertThat(appeal(blocked.getFirst(), buyer).status()).isEqualTo(202);
        String third = challenged.isEmpty() ? throttled.get(1) : challenged.getFirst();
        assertThat(appeal(third, buyer).status()).isEqualTo(202);
        Answer fourth = appeal(throttled.getLast(), buyer);

        assertThat(fourth.problem()).isEqualTo("too-many-requests");
        assertThat(fourth.retryAfter()).isPresent();
    }

    private List<String> decisions(int status) {
        return answers.stream()
                .filter(it -> it.status() == status)
                .map(it -> it.body().path("decisionId").asString())
                .toList();
    }

    private Answer appeal(String decision, String buyer) {
        return shop.post(APPEALS, Map.of("decisionId", decision, "message", "why?"), buyer);
    }

    private String status(String id, String buyer) {
        return shop.get(APPEALS + "/" + id, buyer).body().path("status").asString();
    }

    /// Hammers until it is refused in that way, and says which decision that was.
    private String refused(String buyer, int status) {
        answers.clear();
        for (int i = 0; i < FLOOD; i++) {
            Answer answer = shop.buy(buyer, "demo").from("198.51.100." + i % 250).send();
            answers.add(answer);
            if (answer.status() == status) {
                return answer.body().path("decisionId").asString();
            }
        }
        throw new AssertionError("never " + status);
    }
}
