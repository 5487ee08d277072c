package dev.fairgate.risk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairgate.risk.policy.Verdict;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final CanaryBounds BOUNDS = new CanaryBounds(0.02, 0.2, 200);

    private final Tally tally = new Tally();

    @Test
    void countsVerdictsInPairs() {
        add(5, Verdict.ALLOW, Verdict.ALLOW, false);
        add(3, Verdict.ALLOW, Verdict.CHALLENGE, true);
        add(2, Verdict.ALLOW, Verdict.BLOCK, false);
        add(4, Verdict.CHALLENGE, Verdict.BLOCK, false);
        add(1, Verdict.BLOCK, Verdict.ALLOW, false);

        assertThat(Tally.of(tally.numbers()).all()).isEqualTo(new Tally.Pairs(15, 5, 9, 1, 5, 1));
        assertThat(tally.payers()).isEqualTo(new Tally.Pairs(3, 0, 3, 0, 3, 0));
        assertThat(tally.meanDifference()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void saysHowManyMoreItStopsAtLeast() {
        add(900, Verdict.ALLOW, Verdict.ALLOW, false);
        add(80, Verdict.ALLOW, Verdict.CHALLENGE, false);
        add(20, Verdict.CHALLENGE, Verdict.ALLOW, false);

        // 0.06 - 1.96 * sqrt((0.1 - 0.0036) / 1000)
        assertThat(tally.all().atLeastMoreStopped()).isCloseTo(0.040756, within(1e-6));
        assertThat(new Tally().all().atLeastMoreStopped()).isNegative();
    }

    @Test
    void letsACanaryGoOnThatStopsAsManyAsTheChampionOrTooFewToTell() {
        add(10_000, Verdict.CHALLENGE, Verdict.CHALLENGE, true);
        add(199, Verdict.ALLOW, Verdict.ALLOW, true);
        assertThat(BOUNDS.broken(tally)).isEmpty();

        Tally few = new Tally();
        for (int i = 0; i < 199; i++) {
            few.add(Verdict.ALLOW, Verdict.BLOCK, true, 1);
        }
        assertThat(BOUNDS.broken(few)).isEmpty();
        few.add(Verdict.ALLOW, Verdict.BLOCK, true, 1);
        assertThat(BOUNDS.broken(few)).isPresent();
    }

    @Test
    void stopsACanaryThatChallengesPeopleWhoHavePaidBefore() {
        add(900, Verdict.ALLOW, Verdict.ALLOW, true);
        add(60, Verdict.ALLOW, Verdict.CHALLENGE, true);

        assertThat(BOUNDS.broken(tally))
                .hasValueSatisfying(
                        reason ->
                                assertThat(reason)
                                        .contains("of 960 of accounts that have paid before")
                                        .contains("4.7 % more"));
    }

    @Test
    void stopsACanaryThatChallengesAFifthMoreOfEverybody() {
        add(700, Verdict.ALLOW, Verdict.ALLOW, false);
        add(300, Verdict.ALLOW, Verdict.CHALLENGE, false);
        assertThat(BOUNDS.broken(tally)).hasValueSatisfying(it -> assertThat(it).contains("all"));
    }

    private void add(int times, Verdict champions, Verdict own, boolean hasPaid) {
        for (int i = 0; i < times; i++) {
            tally.add(champions, own, hasPaid, i % 2 == 0 ? 0.25 : -0.25);
        }
    }
}
