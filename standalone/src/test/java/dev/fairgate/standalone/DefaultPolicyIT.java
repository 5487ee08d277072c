package dev.fairgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.standalone.Shop.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The promises of the default policy, as callers of the shop meet them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefaultPolicyIT {

    private FirstRun run;
    private Shop shop;

    @BeforeAll
    void start(@TempDir Path home) {
        run = FirstRun.start(home, "classpath:policy/default.json");
        shop = run.shop();
        shop.open(shop.account("boss", "admin"), "lamp", 1000);
    }

    @AfterAll
    void stop() {
        run.close();
    }

    @Test
    void oneAccountHammeringIsThrottledThenBlocked() {
        String token = shop.account("hammer");
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            Answer answer = shop.buy(token, "lamp").from("198.51.100." + i).send();
            statuses.add(answer.status());
            if (answer.status() == 429) {
                assertThat(answer.retryAfter()).isPresent();
            }
        }

        assertThat(statuses.getFirst()).isIn(201, 428); // as many others without a page are about
        assertThat(statuses).contains(429, 403);
        assertThat(statuses.indexOf(429)).isLessThan(statuses.indexOf(403));
    }

    @Test
    void manyAccountsBehindOneAddressAreChallengedAndEachStillBuysAfterOneChallenge() {
        int challenged = 0;
        for (int i = 0; i < 60; i++) {
            String token = shop.account("crowd-" + i);
            Answer first = shop.buy(token, "lamp").from("203.0.113.9").device("d" + i).send();
            assertThat(first.status()).isIn(201, 428); // never throttled, never blocked
            if (first.status() == 428) {
                challenged++;
                assertThat(first.problem()).isEqualTo("challenge-required");
                JsonNode challenge = first.body().path("challenge");
                assertThat(challenge.path("kind").asString()).isEqualTo("proof_of_work");
                Answer second =
                        shop.buy(token, "lamp")
                                .from("203.0.113.9")
                                .device("d" + i)
                                .answering(challenge, shop.solve(challenge))
                                .send();
                assertThat(second.status()).isEqualTo(201);
            }
        }
        assertThat(challenged).isBetween(10, 60);
    }

    @Test
    void whoAsksForASaleThatNoPageLinksToIsBlockedEverywhere() {
        String token = shop.account("reader");

        assertThat(shop.get("/api/v1/sales", token).body().toString())
                .contains("fairgate-honeypot");
        assertThat(shop.buy(token, "fairgate-honeypot").from("203.0.115.9").device("trap").send())
                .extracting(Answer::status)
                .isEqualTo(403);
        assertThat(shop.buy(token, "lamp").from("203.0.116.9").send().status()).isEqualTo(403);
        String accomplice = shop.account("accomplice");
        assertThat(shop.buy(accomplice, "lamp").from("203.0.117.9").device("trap").send().status())
                .isEqualTo(403);
        assertThat(shop.buy(shop.account("buyer"), "lamp").from("203.0.115.9").send().status())
                .isIn(201, 428); // the address is not to blame
    }

    @Test
    void fiftyWithOneChallengeResponseGetOneOrder() throws InterruptedException {
        String token = shop.account("noise-0");
        Answer first = shop.buy(token, "lamp").from("203.0.114.9").send();
        for (int i = 1; i < 100 && first.status() == 201; i++) {
            token = shop.account("noise-" + i);
            first = shop.buy(token, "lamp").from("203.0.114.9").send();
        }
        assertThat(first.status()).isEqualTo(428);
        String patient = token;
        JsonNode challenge = first.body().path("challenge");
        String response = shop.solve(challenge);

        List<Answer> answers =
                Together.run(
                        50,
                        i ->
                                () ->
                                        shop.buy(patient, "lamp")
                                                .from("203.0.114.9")
                                                .answering(challenge, response)
                                                .send());

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSizeLessThan(2);
        assertThat(answers).extracting(Answer::status).allMatch(it -> it < 500);
        assertThat(shop.get("/api/v1/orders", patient).body().path("items").size())
                .isEqualTo((int) answers.stream().filter(it -> it.status() == 201).count());
    }
}
