package dev.fairgate.sale.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.fixture.Contract;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.JsonNode;

class RiskBatchesTest {

    private static final Duration DEADLINE = Duration.ofMillis(150);
    private static final Duration DEADLINE_AND_A_SWEEP = DEADLINE.plusMillis(15);

    private final List<Batch> sent = new ArrayList<>();
    private final List<Sinks.One<List<JsonNode>>> replies = new ArrayList<>();
    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, Throwable> errors = new HashMap<>();
    private final CircuitBreaker breaker =
            CircuitBreaker.of(
                    "test",
                    CircuitBreakerConfig.custom()
                            .slidingWindowSize(4)
                            .minimumNumberOfCalls(2)
                            .permittedNumberOfCallsInHalfOpenState(1)
                            .build());
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final RiskBatches batches = new RiskBatches(this::send, breaker, 300, DEADLINE, time);

    @Test
    void sendsTheFirstAloneAndAtOnce() {
        ask("a");

        assertThat(accounts(0)).containsExactly("a");
        reply();
        assertThat(answers).containsOnly(Map.entry("a", "a"));
    }

    @Test
    void letsThoseThatComeMeanwhileTravelTogetherInOrder() {
        for (String account : List.of("a", "b", "c", "d")) {
            ask(account);
        }
        assertThat(sent).hasSize(1);

        reply();

        assertThat(accounts(1)).containsExactly("b", "c", "d");
        reply();
        assertThat(sent).hasSize(2);
        assertThat(answers).hasSize(4).allSatisfy((who, told) -> assertThat(told).isEqualTo(who));
    }

    @Test
    void sendsAtMost256AtATime() {
        ask("first");
        for (int i = 0; i < 300; i++) {
            ask("a" + i);
        }
        reply();
        reply();
        reply();

        assertThat(sent).extracting(batch -> batch.waiting().size()).containsExactly(1, 256, 44);
        assertThat(answers).hasSize(301);
    }

    @Test
    void keepsABatchBelowOneMebibyte() {
        String big = "{\"a\":\"" + "x".repeat(60_000) + "\"}";
        ask("first");
        for (int i = 0; i < 40; i++) {
            subscribe("a" + i, batches.ask(Questions.with("a" + i, big)));
        }
        while (answers.size() < 41) {
            reply();
        }

        assertThat(sent).allSatisfy(batch -> assertThat(batch.json()).hasSizeLessThan(1 << 20));
        assertThat(sent.size()).isBetween(3, 5);
    }

    @Test
    void refusesAtOnceWhenTooManyWait() {
        ask("first");
        for (int i = 0; i < 301; i++) {
            ask("a" + i);
        }

        assertThat(errors).containsOnlyKeys("a300");
    }

    @Test
    void doesNotAskForThoseWhoHaveGivenUp() {
        ask("a");
        ask("b").dispose();
        ask("c");

        reply();

        assertThat(accounts(1)).containsExactly("c");
    }

    @Test
    void reportsWhatHasFinishedAtOnceOrWithTheNextBatch() {
        batches.finished(done("r1"));
        assertThat(sent.getFirst().finished()).containsExactly(done("r1"));
        assertThat(sent.getFirst().waiting()).isEmpty();

        batches.finished(done("r2"));
        ask("a");
        reply();

        assertThat(sent.get(1).finished()).containsExactly(done("r2"));
        assertThat(accounts(1)).containsExactly("a");
    }

    @Test
    void failsABatchAsAWholeAndGoesOnWithTheNext() {
        ask("a");
        ask("b");

        replies.getFirst().tryEmitError(new IllegalStateException("cut")).orThrow();
        assertThat(errors).containsOnlyKeys("a");
        assertThat(sent).hasSize(1);

        time.advanceTimeBy(RiskBatches.AFTER_A_FAILURE);
        reply();
        assertThat(answers).containsOnlyKeys("b");
    }

    @Test
    void keepsReportsOverAFailedBatch() {
        batches.finished(done("r1"));
        replies.getFirst().tryEmitError(new IllegalStateException("cut")).orThrow();

        time.advanceTimeBy(RiskBatches.AFTER_A_FAILURE);

        assertThat(sent.get(1).finished()).containsExactly(done("r1"));
    }

    @Test
    void failsThoseWhoseAnswerWasLeftOut() {
        ask("first");
        ask("a");
        ask("b");
        reply();

        replies.get(1).tryEmitValue(List.of(Contract.tree("\"a\""))).orThrow();

        assertThat(answers).containsKeys("first", "a");
        assertThat(errors).containsOnlyKeys("b");
    }

    @Test
    void failsABatchThatIsAnsweredWithNothingAndLetsTheBreakerKnow() {
        ask("a");
        replies.getFirst().tryEmitEmpty().orThrow();

        assertThat(errors).containsOnlyKeys("a");
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }

    @Test
    void outlivesASenderThatThrows() {
        RiskBatches fragile =
                new RiskBatches(
                        batch -> {
                            throw new IllegalStateException("cannot send");
                        },
                        breaker,
                        10,
                        DEADLINE,
                        time);
        subscribe("a", fragile.ask(Questions.of("a")));
        subscribe("b", fragile.ask(Questions.of("b")));
        time.advanceTimeBy(RiskBatches.AFTER_A_FAILURE);

        assertThat(errors).containsOnlyKeys("a", "b");
    }

    @Test
    void refusesAtOnceWhileTheBreakerIsOpenAndAsksOneWhenItTriesAgain() {
        for (String account : List.of("a", "b")) {
            ask(account);
            replies.getLast().tryEmitError(new IllegalStateException("down")).orThrow();
            time.advanceTimeBy(RiskBatches.AFTER_A_FAILURE);
        }
        ask("c");
        assertThat(errors.get("c")).isInstanceOf(CallNotPermittedException.class);
        assertThat(sent).hasSize(2);

        breaker.transitionToHalfOpenState();
        ask("d");
        reply();

        assertThat(answers).containsOnlyKeys("d");
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void keepsTheDeadlineOfWhoSetsOutInTheMidstOfASweep() {
        ask("first");
        batches.ask(Questions.of("late"))
                .subscribe(
                        _ -> {},
                        _ -> {
                            ask("next");
                            reply();
                        });
        time.advanceTimeBy(DEADLINE_AND_A_SWEEP);
        assertThat(accounts(1)).containsExactly("next");

        time.advanceTimeBy(DEADLINE_AND_A_SWEEP);

        assertThat(errors.get("next")).isInstanceOf(TimeoutException.class);
    }

    @Test
    void writesTheGoldenBatch() {
        JsonNode golden = Contract.goldenTree("assessment-batch-request");
        String telemetry = golden.at("/items/0/telemetry").toString();
        Batch batch =
                new Batch(
                        List.of(new Waiting(Questions.with("alice", telemetry))),
                        List.of(
                                new Batch.Finished(
                                        "01KAPZ9DZXAAAAAAAAAAAAAAAA", "bob", "demo", 201)));

        String written = new String(batch.json(), StandardCharsets.UTF_8);

        assertThat(Contract.tree(written)).isEqualTo(golden);
        Contract.assertValid("assessment-batch-request", written);
    }

    private Mono<List<JsonNode>> send(Batch batch) {
        Sinks.One<List<JsonNode>> reply = Sinks.one();
        sent.add(batch);
        replies.add(reply);
        return reply.asMono();
    }

    /// Answers the oldest batch without an answer: each question with its account.
    private void reply() {
        int batch = sent.size() - 1;
        replies.get(batch)
                .tryEmitValue(
                        accounts(batch).stream()
                                .map(account -> Contract.tree("\"" + account + "\""))
                                .toList())
                .orThrow();
    }

    private List<String> accounts(int batch) {
        return sent.get(batch).waiting().stream()
                .map(
                        waiting ->
                                Contract.tree(new String(waiting.json(), StandardCharsets.UTF_8))
                                        .path("accountId")
                                        .asString())
                .toList();
    }

    private Disposable ask(String account) {
        return subscribe(account, batches.ask(Questions.of(account)));
    }

    private Disposable subscribe(String account, Mono<JsonNode> answer) {
        return answer.subscribe(
                told -> answers.put(account, told.asString()), error -> errors.put(account, error));
    }

    private static Batch.Finished done(String requestId) {
        return new Batch.Finished(requestId, "bob", "demo", 201);
    }
}
