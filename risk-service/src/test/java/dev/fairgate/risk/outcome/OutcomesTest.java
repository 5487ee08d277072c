package dev.fairgate.risk.outcome;

import static dev.fairgate.risk.outcome.Reports.newDecision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.outcome.Outcomes.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class OutcomesTest {

    private final InMemoryOutcomeStore store = new InMemoryOutcomeStore();
    private final List<Reported> told = new ArrayList<>();
    private final List<String> learned = new ArrayList<>();
    private final Outcomes outcomes = node();

    private final Reported alices = Reports.of("alice", newDecision(), Outcome.HELD);
    private final Reported bobs = Reports.of("bob", newDecision(), Outcome.HELD);

    @Test
    void saysHowManyWereNewAndTellsThoseOnly() {
        assertTaken(outcomes, List.of(alices, bobs, alices), 2, 1);
        assertTaken(outcomes, List.of(bobs, alices), 0, 2);

        assertThat(told).containsExactlyInAnyOrder(alices, bobs);
    }

    @Test
    void tellsTheNetworksOnceWhatBecameOfPurchases() {
        Reported paid = Reports.of("alice", newDecision(), Outcome.PAID);
        Reported lapsed = Reports.of("bob", newDecision(), Outcome.LAPSED);
        assertTaken(outcomes, List.of(alices, paid, lapsed, paid), 3, 1);
        assertTaken(outcomes, List.of(paid, lapsed), 0, 2);

        assertThat(learned).containsExactlyInAnyOrder("alice HELD", "alice PAID", "bob LAPSED");
    }

    @Test
    void takesWhatItCanWhileOneAccountIsOutOfReachAndTheRestWhenItIsBack() {
        store.lose("account:alice");
        assertUnavailable(List.of(alices, bobs));

        store.bringBack();
        assertTaken(outcomes, List.of(alices, bobs), 1, 1);
        assertThat(told).containsExactlyInAnyOrder(alices, bobs);
    }

    @Test
    void tellsOnceWhatWasTakenThoughTheAnswerWasLost() {
        store.silence("account:alice");
        assertUnavailable(List.of(alices));
        assertThat(told).containsExactly(alices);
        assertUnavailable(List.of(alices));
        assertThat(told).containsExactly(alices);

        store.bringBack();
        assertTaken(outcomes, List.of(alices), 0, 1);
        assertTaken(outcomes, List.of(alices), 0, 1);
        assertThat(told).containsExactly(alices);
    }

    @Test
    void tellsAtLeastOnceWhenAnotherNodeTakesWhatWasLostHere() {
        store.lose("account:alice");
        assertUnavailable(List.of(alices));

        store.bringBack();
        assertTaken(node(), List.of(alices), 1, 0);
        assertThat(told).containsExactly(alices, alices);
    }

    @Test
    void doesNotMistakeADefectForAStoreThatIsAway() {
        OutcomeStore broken =
                new OutcomeStore() {
                    @Override
                    public Mono<List<List<Reported>>> parts(List<Reported> batch) {
                        return Mono.just(List.of(batch));
                    }

                    @Override
                    public Mono<List<Boolean>> take(List<Reported> part) {
                        return Mono.error(new IllegalStateException("a defect"));
                    }

                    @Override
                    public Mono<History> of(String accountId) {
                        return Mono.just(History.NONE);
                    }
                };

        StepVerifier.create(
                        new Outcomes(broken, _ -> Mono.empty(), listeners(), () -> Reports.NOW)
                                .take(List.of(alices)))
                .verifyErrorMessage("a defect");
        assertThat(told).isEmpty();
    }

    private Outcomes node() {
        return new Outcomes(store, this::learn, listeners(), () -> Reports.NOW);
    }

    private List<OutcomeListener> listeners() {
        return List.of((outcome, _) -> told.add(outcome));
    }

    private void assertUnavailable(List<Reported> batch) {
        StepVerifier.create(outcomes.take(batch))
                .expectNext(new Answer.Unavailable())
                .verifyComplete();
    }

    private static void assertTaken(
            Outcomes node, List<Reported> batch, int accepted, int repeated) {
        StepVerifier.create(node.take(batch))
                .expectNext(new Answer.Taken(accepted, repeated))
                .verifyComplete();
    }

    private Mono<Void> learn(List<Reported> outcomes) {
        return Mono.fromRunnable(
                () ->
                        outcomes.forEach(
                                it ->
                                        learned.add(
                                                it.accountId().orElseThrow()
                                                        + " "
                                                        + it.outcome())));
    }
}
