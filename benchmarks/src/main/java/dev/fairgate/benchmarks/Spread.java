package dev.fairgate.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A figure over several rounds.
public record Spread(double min, double median, double max) {

    public static Spread of(double... figures) {
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

    /// A figure of each round.
    public static <R> Spread over(List<R> rounds, ToDoubleFunction<R> figure) {
        return of(rounds.stream().mapToDouble(figure).toArray());
    }

    /// The ratio of a figure to the same figure of other rounds, round by round: what disturbs the
    /// machine disturbs both.
    public static <R> Spread ofRatios(List<R> above, List<R> below, ToDoubleFunction<R> figure) {
        double[] ratios = new double[Math.min(above.size(), below.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(above.get(i)) / figure.applyAsDouble(below.get(i));
        }
        return of(ratios);
    }
}
