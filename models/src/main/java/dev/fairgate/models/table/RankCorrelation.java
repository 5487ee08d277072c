package dev.fairgate.models.table;

import java.util.Arrays;

/// Spearman's rank correlation, ties with their mean rank, of at most 100,000 rows that lie evenly
/// among all.
final class RankCorrelation {

    private static final int MOST = 100_000;

    private final int step;
    private final double[] ranks;

    /// Of this with others.
    RankCorrelation(double[] values) {
        step = (values.length + MOST - 1) / MOST;
        ranks = ranks(values, step);
    }

    /// In [-1, 1]; 0 where one of them is always the same.
    double with(double[] others) {
        double[] theirs = ranks(others, step);
        double middle = (ranks.length - 1) / 2.0;
        double both = 0;
        double own = 0;
        double their = 0;
        for (int i = 0; i < ranks.length; i++) {
            double one = ranks[i] - middle;
            double other = theirs[i] - middle;
            both += one * other;
            own += one * one;
            their += other * other;
        }
        return own == 0 || their == 0 ? 0 : both / Math.sqrt(own * their);
    }

    private static double[] ranks(double[] values, int step) {
        double[] some = new double[(values.length + step - 1) / step];
        for (int i = 0; i < some.length; i++) {
            some[i] = values[i * step] + 0.0; // so that -0 is 0
        }
        double[] sorted = some.clone();
        Arrays.sort(sorted);
        double[] ranks = new double[some.length];
        for (int i = 0; i < some.length; i++) {
            ranks[i] = (first(sorted, some[i]) + first(sorted, Math.nextUp(some[i])) - 1) / 2.0;
        }
        return ranks;
    }

    /// How many are less.
    private static int first(double[] sorted, double value) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
