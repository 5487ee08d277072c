package dev.fairgate.sale.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Contract;
import dev.fairgate.sale.fixture.Tickets;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class RiskClientTest {

    private static final String EXPIRY = "1795363205000";

    @Test
    void readsEveryDecisionOfTheGoldenBatch() {
        var items = Contract.goldenTree("assessment-batch").path("items");

        assertThat(assess(answering("{\"items\":[" + items.get(1) + "]}")))
                .isInstanceOfSatisfying(
                        Assessment.Challenge.class,
                        it ->
                                assertThat(it.challenge())
                                        .containsEntry("kind", "proof_of_work")
                                        .containsKeys("id", "expiresAt", "parameters"));
        assertThat(assess(answering("{\"items\":[" + items.get(2) + "]}")))
                .isEqualTo(
                        new Assessment.Throttle(
                                "01KAPZ9E07ZYXWVTSRQPNMKJHG", Duration.ofMillis(1800)));
        Contract.assertValid("assessment-batch", Contract.golden("assessment-batch"));
    }

    @Test
    void readsTheOtherDispositions() {
        assertThat(assess(answering(decision("block"))))
                .isEqualTo(new Assessment.Block("d", Duration.ZERO));
        assertThat(assess(answering(decision("in-flight"))))
                .isEqualTo(new Assessment.InFlight("d"));
        assertThat(assess(answering(decision("not-eligible"))))
                .isEqualTo(new Assessment.NotEligible("d"));
        assertThat(assess(answering(decision("throttle"))))
                .isEqualTo(new Assessment.Throttle("d", Duration.ofSeconds(1)));
    }

    @Test
    void proceedsOnlyWithATicketThatIsForThisVeryPurchase() {
        assertThat(assess(answering(proceed("alice", "demo", "1", "3"))))
                .isInstanceOf(Assessment.Proceed.class);
        assertOutage(answering(proceed("mallory", "demo", "1", "3")));
        assertOutage(answering(proceed("alice", "other", "1", "3")));
        assertOutage(answering(proceed("alice", "demo", "2", "3")));
        assertOutage(answering(proceed("alice", "demo", "1", "4")));
        assertOutage(answering(proceed("alice", "demo", "1", "3").replace(".", ".A")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "not json",
                "{\"items\":[]}",
                "{\"items\":[{}]}",
                "{\"items\":[{\"decision\":{}}]}",
                "{\"items\":[{\"decision\":null}]}",
                "{\"items\":[{\"decision\":{\"disposition\":\"sell\"}}]}",
                "{\"items\":[{\"decision\":{\"disposition\":\"proceed\"}}]}",
                "{\"items\":[{\"decision\":{\"disposition\":\"proceed\",\"ticket\":null}}]}",
                "{\"items\":[{\"decision\":{\"disposition\":\"challenge\",\"challenge\":null}}]}",
                "{\"items\":[{\"problem\":{\"status\":400}}]}"
            })
    void sellsNothingOnAnAnswerItDoesNotUnderstand(String body) {
        assertOutage(answering(body));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 413, 429, 500, 503})
    void sellsNothingOnAnError(int status) {
        assertOutage(
                request -> Mono.just(ClientResponse.create(HttpStatus.valueOf(status)).build()));
    }

    @Test
    void waitsForItsDeadlineTwiceAndNoLonger() {
        StepVerifier.withVirtualTime(() -> client(request -> Mono.never()).assess(question()))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(299))
                .thenAwait(Duration.ofMillis(31)) // each time at most a tenth more
                .expectErrorMatches(
                        e ->
                                e instanceof Outage outage
                                        && outage.getCause() instanceof TimeoutException)
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void presentsItsServiceToken() {
        assertOutage(
                request -> {
                    assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer t");
                    assertThat(request.url()).hasPath("/api/v1/assessments/batch");
                    return Mono.empty();
                });
    }

    /// What the policy for outages makes of it here, so that it can be told from other errors.
    private static final class Outage extends RuntimeException {
        Outage(Throwable cause) {
            super(cause);
        }
    }

    private static Question question() {
        return Questions.of("alice");
    }

    private static Assessment assess(ExchangeFunction risk) {
        return Objects.requireNonNull(client(risk).assess(question()).block());
    }

    private static void assertOutage(ExchangeFunction risk) {
        StepVerifier.create(client(risk).assess(question()))
                .expectErrorSatisfies(
                        e ->
                                assertThat(e)
                                        .isInstanceOf(Outage.class)
                                        .cause()
                                        .isNotInstanceOf(AssertionError.class))
                .verify(Duration.ofSeconds(5));
    }

    private static RiskClient client(ExchangeFunction risk) {
        return new RiskClient(
                WebClient.builder().exchangeFunction(risk).build(),
                () -> "t",
                new RiskSettings(
                        URI.create("http://risk.example"), null, null, Duration.ofMillis(150), 10),
                Ticket.Keys.parse(Tickets.keySetting()),
                (question, cause) -> Mono.error(new Outage(cause)),
                CircuitBreaker.ofDefaults("test"));
    }

    private static ExchangeFunction answering(String body) {
        return request ->
                Mono.just(
                        ClientResponse.create(HttpStatus.OK)
                                .header("Content-Type", "application/json")
                                .body(body)
                                .build());
    }

    private static String decision(String disposition) {
        return "{\"items\":[{\"decision\":{\"decisionId\":\"d\",\"disposition\":\"%s\"}}]}"
                .formatted(disposition);
    }

    private static String proceed(String account, String sale, String quantity, String terms) {
        String ticket =
                Tickets.sign(
                        "01KAPZ9E00ABCDEFGHJKMNPQRS",
                        account,
                        sale,
                        quantity,
                        terms,
                        "1",
                        "d",
                        EXPIRY);
        return Contract.tree(decision("proceed"))
                .toString()
                .replace("\"proceed\"", "\"proceed\",\"ticket\":\"" + ticket + "\"");
    }

    @Test
    void keepsAChallengeAsTheRiskServiceWroteIt() {
        var golden = Contract.goldenTree("assessment-batch").at("/items/1/decision/challenge");
        Assessment assessment =
                assess(
                        answering(
                                "{\"items\":["
                                        + Contract.goldenTree("assessment-batch").at("/items/1")
                                        + "]}"));

        Map<String, Object> challenge = ((Assessment.Challenge) assessment).challenge();
        assertThat(Contract.tree(JsonMapper.shared().writeValueAsString(challenge)))
                .isEqualTo(golden);
    }
}
