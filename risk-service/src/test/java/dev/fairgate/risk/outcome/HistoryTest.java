package dev.fairgate.risk.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fairgate.risk.outcome.History.Tally;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant T = Instant.ofEpochMilli(1_795_363_200_120L);

    @Test
    void readsCountsAndTimesByTheirPlaces() {
        History history = History.parse("3 1795363200120 0 0 1 1795363200120");

        assertThat(history.tallies())
                .isEqualTo(Map.of(Outcome.HELD, new Tally(3, T), Outcome.LAPSED, new Tally(1, T)));
        assertThat(history.count(Outcome.HELD)).isEqualTo(3);
        assertThat(history.last(Outcome.HELD)).contains(T);
        assertThat(history.count(Outcome.PAID)).isZero();
        assertThat(history.last(Outcome.PAID)).isEmpty();
    }

    @Test
    void leavesAloneWhatANewerVersionCounts() {
        assertThat(History.parse("0 0 0 0 0 0 0 0 0 0 2 1795363200120 7 1795363200120").tallies())
                .isEqualTo(Map.of(Outcome.REFUND_DUE, new Tally(2, T)));
    }

    @Test
    void keepsThePlacesThatTheStoreHolds() {
        assertThat(Outcome.values())
                .extracting(Outcome::place, Outcome::wireName)
                .startsWith(
                        tuple(1, "held"),
                        tuple(2, "paid"),
                        tuple(3, "lapsed"),
                        tuple(4, "cancelled"),
                        tuple(5, "chargeback"),
                        tuple(6, "refund_due"));
    }
}
