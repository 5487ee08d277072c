package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.Purchase;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.TestRedis;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The verdicts of the default policy, on two nodes over one store.
@SuppressWarnings("NullAway.Init") // both nodes are there before any test
class DefaultPolicyIT {

    private static RiskNode a;
    private static RiskNode b;

    private final String account = "u-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        a = RiskNode.start(Map.of());
        b = RiskNode.start(Map.of());
    }

    @AfterAll
    static void stop() {
        a.close();
        b.close();
    }

    @Test
    void throttlesOneAccountThatHammersAndBlocksItWhenItGoesOn() {
        Purchase purchase = Purchase.of(account, Purchase.newAddress()).on(account);
        List<JsonNode> decisions = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Purchase next = purchase.again();
            decisions.add((i % 2 == 0 ? a : b).assess(next));
            a.finish(next, 409);
        }

        List<String> sequence =
                decisions.stream().map(DefaultPolicyIT::disposition).distinct().toList();
        assertThat(sequence.subList(0, 2)).containsExactly("proceed", "throttle");
        assertThat(sequence).contains("block").doesNotContain("challenge", "in-flight");
        assertThat(decisions.subList(0, 10))
                .extracting(DefaultPolicyIT::disposition)
                .containsOnly("proceed");
        JsonNode throttled = first(decisions, "throttle");
        assertThat(throttled.get("retryAfterMs").longValue()).isBetween(1L, 1000L);
        assertThat(throttled.get("verdict").stringValue()).isEqualTo("allow");
        assertThat(codes(first(decisions, "block"))).contains("account-ignores-wait");
    }

    @Test
    void challengesManyAccountsBehindOneAddressAndLetsAPersonThereBuyAfterOne() {
        String address = Purchase.newAddress();
        List<JsonNode> crowd =
                IntStream.range(0, 50)
                        .mapToObj(
                                i ->
                                        Purchase.of(account + "-" + i, address)
                                                .on("d-" + account + "-" + i))
                        .map(a::assess)
                        .toList();
        Map<String, Long> dispositions =
                crowd.stream()
                        .collect(
                                Collectors.groupingBy(
                                        DefaultPolicyIT::disposition, Collectors.counting()));
        assertThat(dispositions.keySet()).containsExactlyInAnyOrder("proceed", "challenge");
        assertThat(dispositions.get("proceed")).isGreaterThanOrEqualTo(15);
        assertThat(codes(first(crowd, "challenge"))).containsExactly("crowd");
        assertThat(codes(crowd.getLast())).containsExactly("address-rate", "crowd");

        Purchase person = Purchase.of(account, address);
        JsonNode asked = a.assess(person);
        a.finish(person, 428);
        assertThat(disposition(asked)).isEqualTo("challenge");
        String challenge = asked.get("challenge").get("id").stringValue();
        Purchase answered = person.answering(challenge, b.answerOf(challenge));
        JsonNode passed = b.assess(answered);
        assertThat(disposition(passed)).isEqualTo("proceed");
        assertThat(passed.get("verdict").stringValue()).isEqualTo("allow");
        assertThat(passed.get("ticket").stringValue()).isNotEmpty();

        // The clearance holds on every node, until an order ends it.
        b.finish(answered, 409);
        Purchase repeated = person.again();
        assertThat(disposition(a.assess(repeated))).isEqualTo("proceed");
        a.finish(repeated, 201);
        assertThat(disposition(a.assess(person.again()))).isEqualTo("challenge");
    }

    @Test
    void letsOneRequestOfAnAccountInAtATimeAndReleasesItWhenItIsOver() {
        Purchase first = Purchase.of(account, Purchase.newAddress());
        Purchase second = first.again();

        assertThat(disposition(a.assess(first))).isEqualTo("proceed");
        JsonNode refused = b.assess(second);
        assertThat(disposition(refused)).isEqualTo("in-flight");
        assertThat(refused.get("retryAfterMs").longValue()).isEqualTo(1000);

        b.finish(second, 409); // not the holder: nothing is released
        assertThat(disposition(a.assess(first.again()))).isEqualTo("in-flight");

        b.finish(first, 409);
        assertThat(disposition(a.assess(first.again()))).isEqualTo("proceed");
    }

    @Test
    void answersARepeatedRequestAlikeAndTakesNoTokens() {
        Purchase purchase = Purchase.of(account, Purchase.newAddress());
        JsonNode decision = a.assess(purchase);

        for (int i = 0; i < 20; i++) {
            assertThat((i % 2 == 0 ? a : b).assess(purchase)).isEqualTo(decision);
        }

        a.finish(purchase, 409);
        for (int i = 1; i < 10; i++) { // ten at once are allowed, and one has been taken
            Purchase next = purchase.again();
            assertThat(disposition(a.assess(next))).isEqualTo("proceed");
            a.finish(next, 409);
        }
    }

    @Test
    void agreesOnOneDecisionAboutManyCopiesOfOneRequest() {
        Purchase purchase = Purchase.of(account, Purchase.newAddress());

        List<CompletableFuture<HttpResponse<String>>> answers =
                IntStream.range(0, 50)
                        .mapToObj(i -> (i % 2 == 0 ? a : b).assessLater(purchase))
                        .toList();

        assertThat(answers.stream().map(CompletableFuture::join).map(HttpResponse::body).distinct())
                .hasSize(1);
    }

    @Test
    void leavesNoKeyWithoutATimeToLive() {
        a.assess(Purchase.of(account, Purchase.newAddress()).on("d-1"));

        List<String> keys = TestRedis.ask(redis -> redis.keys("*"));
        assertThat(keys).hasSizeGreaterThan(5);
        List<String> eternal =
                TestRedis.ask(redis -> keys.stream().filter(key -> redis.pttl(key) == -1).toList());
        assertThat(eternal).isEmpty();
    }

    private static String disposition(JsonNode decision) {
        return decision.get("disposition").stringValue();
    }

    private static List<String> codes(JsonNode decision) {
        return decision.get("reasons")
                .valueStream()
                .map(reason -> reason.get("code").stringValue())
                .toList();
    }

    private static JsonNode first(List<JsonNode> decisions, String disposition) {
        return decisions.stream()
                .filter(decision -> disposition(decision).equals(disposition))
                .findFirst()
                .orElseThrow();
    }
}
