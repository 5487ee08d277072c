package dev.fairgate.models.evaluation;

import java.util.Arrays;
import java.util.Locale;

/// A figure, and between which two it lies by 95 of 100 resamples.
///
/// @param value of the rows as they are
/// @param low the 2.5th percentile of the resamples
/// @param high the 97.5th
public record Interval(double value, double low, double high) {

    private static final double OUTSIDE = 0.025;

    /// Of a figure, by what it is in resamples; resamples that cannot tell (NaN) do not count.
    static Interval of(double value, double[] resamples) {
        double[] told = Arrays.stream(resamples).filter(it -> !Double.isNaN(it)).sorted().toArray();
        if (told.length == 0) {
            return new Interval(value, Double.NaN, Double.NaN);
        }
        return new Interval(value, percentile(told, OUTSIDE), percentile(told, 1 - OUTSIDE));
    }

    private static double percentile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /// `0.553 (0.531–0.575)`.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f (%.3f–%.3f)", value, low, high);
    }
}
