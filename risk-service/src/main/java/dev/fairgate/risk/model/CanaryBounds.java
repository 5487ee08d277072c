package dev.fairgate.risk.model;

import java.util.Locale;
import java.util.Optional;

/// How far a canary may stray from the champion before it is put back into shadow without anybody
/// being asked. Judged on the same requests, so that an attack that both see is no reason.
///
/// @param mostMorePayers so much greater may be the share of accounts that have paid before and
///     that it would challenge or block
/// @param mostMore the same of all requests, bots included
/// @param leastRows so many requests must have been seen
record CanaryBounds(double mostMorePayers, double mostMore, int leastRows) {

    CanaryBounds {
        if (!(mostMorePayers >= 0 && mostMorePayers <= 1 && mostMore >= 0 && mostMore <= 1)
                || leastRows < 1) {
            throw new IllegalArgumentException("shares are in [0, 1], rows at least 1");
        }
    }

    /// Why it has to stop, if it has to.
    Optional<String> broken(Tally tally) {
        return broken(tally.payers(), mostMorePayers, "accounts that have paid before")
                .or(() -> broken(tally.all(), mostMore, "all requests"));
    }

    private Optional<String> broken(Tally.Pairs pairs, double most, String whom) {
        double more = pairs.atLeastMoreStopped();
        if (pairs.rows() < leastRows || more <= most) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "it stopped itself: of %d of %s it stops at least %.1f %% more than the"
                                + " champion, and %.1f %% is the most",
                        pairs.rows(),
                        whom,
                        100 * more,
                        100 * most));
    }
}
