package dev.fairgate.risk.outcome;

import static dev.fairgate.risk.outcome.Reports.NOW;
import static dev.fairgate.risk.outcome.Reports.newAccount;
import static dev.fairgate.risk.outcome.Reports.newDecision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.outcome.History.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What every [OutcomeStore] does.
abstract class OutcomeStoreContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String account = newAccount();
    private final String decision = newDecision();

    abstract OutcomeStore store();

    @Test
    void knowsNothingOfAnAccountThatNobodyReportedOn() {
        assertThat(history()).isEqualTo(History.NONE);
        assertThat(history().count(Outcome.HELD)).isZero();
        assertThat(history().last(Outcome.HELD)).isEmpty();
    }

    @Test
    void countsEachOutcomeOfADecisionOnceHoweverOftenItIsReported() {
        List<Reported> all =
                Stream.of(Outcome.values())
                        .map(outcome -> Reports.of(account, decision, outcome))
                        .toList();

        assertThat(take(all)).hasSize(6).containsOnly(true);
        for (int i = 0; i < 9; i++) {
            assertThat(take(all)).hasSize(6).containsOnly(false);
        }
        assertThat(history().tallies())
                .hasSize(6)
                .allSatisfy((_, tally) -> assertThat(tally).isEqualTo(new Tally(1, NOW)));
    }

    @Test
    void countsTwiceWhatTwoDecisionsCameToAndKeepsAccountsApart() {
        take(List.of(Reports.of(account, decision, Outcome.HELD)));
        take(List.of(Reports.of(account, newDecision(), Outcome.HELD)));
        String other = newAccount();
        take(List.of(Reports.of(other, decision, Outcome.PAID)));

        assertThat(history().tallies()).isEqualTo(Map.of(Outcome.HELD, new Tally(2, NOW)));
        assertThat(history(other).tallies()).isEqualTo(Map.of(Outcome.PAID, new Tally(1, NOW)));
    }

    @Test
    void takesOutcomesOutOfOrderAndKeepsTheLatestTimeOfEach() {
        Instant earlier = NOW.minus(Duration.ofDays(399));
        take(List.of(Reports.of(account, decision, Outcome.LAPSED)));
        take(List.of(Reports.of(account, decision, Outcome.HELD, NOW.minusSeconds(300))));
        take(List.of(Reports.of(account, newDecision(), Outcome.LAPSED, earlier)));

        assertThat(history().tallies())
                .isEqualTo(
                        Map.of(
                                Outcome.LAPSED, new Tally(2, NOW),
                                Outcome.HELD, new Tally(1, NOW.minusSeconds(300))));
    }

    @Test
    void takesWhatStandsTwiceInACallOnce() {
        Reported twice = Reports.of(account, decision, Outcome.PAID);
        Reported between = Reports.of(account, decision, Outcome.CHARGEBACK);

        assertThat(take(List.of(twice, between, twice))).containsExactly(true, true, false);
        assertThat(history().count(Outcome.PAID)).isEqualTo(1);
        assertThat(history().count(Outcome.CHARGEBACK)).isEqualTo(1);
    }

    @Test
    void takesAWholeBatchOfOneAccountInOneCall() {
        List<Reported> batch =
                IntStream.range(0, 256)
                        .mapToObj(_ -> Reports.of(account, newDecision(), Outcome.HELD))
                        .toList();

        assertThat(take(batch)).hasSize(256).containsOnly(true);
        assertThat(history().count(Outcome.HELD)).isEqualTo(256);
    }

    @Test
    void takesAnOutcomeOnceForOneOfManyWhoReportItAtTheSameMoment() {
        List<Reported> one = List.of(Reports.of(account, decision, Outcome.PAID));

        List<List<Boolean>> answers =
                await(
                        Flux.fromIterable(Collections.nCopies(64, one))
                                .flatMap(store()::take, 64)
                                .collectList());

        assertThat(answers).hasSize(64).containsOnlyOnce(List.of(true));
        assertThat(history().count(Outcome.PAID)).isEqualTo(1);
    }

    @Test
    void takesADecisionOfNobodyOnceAndCountsItForNobody() {
        List<Reported> unknown = List.of(Reports.withoutAccount(decision, Outcome.CHARGEBACK));

        assertThat(take(unknown)).containsExactly(true);
        assertThat(take(unknown)).containsExactly(false);
        assertThat(history()).isEqualTo(History.NONE);
    }

    final List<Boolean> take(List<Reported> outcomes) {
        return await(store().take(outcomes));
    }

    final History history() {
        return history(account);
    }

    final String account() {
        return account;
    }

    final String decision() {
        return decision;
    }

    private History history(String name) {
        return await(store().of(name));
    }

    private static <T> T await(Mono<T> answer) {
        return answer.toFuture().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
