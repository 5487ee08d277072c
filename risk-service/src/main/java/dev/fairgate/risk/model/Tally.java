package dev.fairgate.risk.model;

import dev.fairgate.risk.policy.Verdict;
import java.util.Arrays;

/// How often a model would have decided as the champion did, and how often otherwise. For one
/// thread.
///
/// As numbers: nine counts of all requests, champion's verdict by row and its own by column in the
/// order allow, challenge, block; nine more of those whose account has paid before; the sum of
/// what the scores differ by, in millionths.
final class Tally {

    /// How many numbers it is.
    static final int NUMBERS = 19;

    private static final int VERDICTS = 3;
    private static final int OF_PAYERS = VERDICTS * VERDICTS;
    private static final int DIFFERENCE = 2 * OF_PAYERS;
    private static final double MILLION = 1e6;

    private final long[] counts;

    Tally() {
        this(new long[NUMBERS]);
    }

    private Tally(long[] counts) {
        this.counts = counts;
    }

    /// @param counts as many as [#NUMBERS]; missing ones are 0, more are none of ours
    static Tally of(long[] counts) {
        return new Tally(Arrays.copyOf(counts, NUMBERS));
    }

    void add(Verdict champions, Verdict own, boolean hasPaid, double difference) {
        int place = VERDICTS * rank(champions) + rank(own);
        counts[place]++;
        if (hasPaid) {
            counts[OF_PAYERS + place]++;
        }
        counts[DIFFERENCE] += Math.round(MILLION * Math.abs(difference));
    }

    long[] numbers() {
        return counts.clone();
    }

    /// Requests that both decided.
    long rows() {
        return Pairs.of(counts, 0).rows();
    }

    /// Of all requests.
    Pairs all() {
        return Pairs.of(counts, 0);
    }

    /// Of those whose account has paid before: people, as far as anybody knows.
    Pairs payers() {
        return Pairs.of(counts, OF_PAYERS);
    }

    /// What scores differ by on average.
    double meanDifference() {
        long rows = rows();
        return rows == 0 ? 0 : counts[DIFFERENCE] / MILLION / rows;
    }

    private static int rank(Verdict verdict) {
        return switch (verdict) {
            case ALLOW -> 0;
            case CHALLENGE -> 1;
            case BLOCK -> 2;
        };
    }

    /// Two verdicts about each of the same requests.
    ///
    /// @param rows how many
    /// @param same about which both say the same
    /// @param stricter where it says more than the champion
    /// @param laxer where it says less
    /// @param newlyStopped where the champion lets through and it does not
    /// @param newlyLetThrough the other way round
    record Pairs(
            long rows,
            long same,
            long stricter,
            long laxer,
            long newlyStopped,
            long newlyLetThrough) {

        static Pairs of(long[] counts, int from) {
            long rows = 0;
            long same = 0;
            long stricter = 0;
            for (int i = 0; i < VERDICTS; i++) {
                for (int j = 0; j < VERDICTS; j++) {
                    long count = counts[from + VERDICTS * i + j];
                    rows += count;
                    same += i == j ? count : 0;
                    stricter += j > i ? count : 0;
                }
            }
            return new Pairs(
                    rows,
                    same,
                    stricter,
                    rows - same - stricter,
                    counts[from + 1] + counts[from + 2],
                    counts[from + VERDICTS] + counts[from + 2 * VERDICTS]);
        }

        /// How many more of all it stops than the champion, at least (95 %): the difference of two
        /// paired shares, its standard error by Agresti and Min, "On small-sample confidence
        /// intervals for parameters in discrete distributions" (2001).
        double atLeastMoreStopped() {
            if (rows == 0) {
                return -1;
            }
            double difference = (double) (newlyStopped - newlyLetThrough) / rows;
            double discordant = (double) (newlyStopped + newlyLetThrough) / rows;
            double error = Math.sqrt((discordant - difference * difference) / rows);
            return difference - 1.96 * error;
        }
    }
}
