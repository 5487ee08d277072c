package dev.fairgate.benchmarks.load;

import java.util.Arrays;

/// A figure over several rounds.
record Spread(double min, double median, double max) {

    static Spread of(double... figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("no rounds, no figure");
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }
}
