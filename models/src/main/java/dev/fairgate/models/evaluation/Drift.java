package dev.fairgate.models.evaluation;

import dev.fairgate.models.table.Table;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// How much an input has moved: the population stability index between earlier and later rows.
///
/// Bins end at the deciles of the earlier rows (fewer where values repeat); the index is
/// `Σ (later − earlier) · ln(later / earlier)` over the shares of the bins, an empty bin counting
/// as a share of 0.0001. Half of the rows moving from one of two equal bins to the other, 0.5/0.5
/// to 0.25/0.75, gives 0.275. From 0.25 on a model sees another world than it learned.
///
/// @param input its name
/// @param index 0 for no movement
public record Drift(String input, double index) {

    /// From where on an input counts as moved.
    public static final double MOVED = 0.25;

    private static final int BINS = 10;
    private static final double EMPTY = 1e-4;

    /// Whether it has moved far.
    public boolean hasMoved() {
        return index >= MOVED;
    }

    /// Of every input, the one that moved most first.
    public static List<Drift> of(Table table, int[] earlier, int[] later) {
        return IntStream.range(0, table.inputs().size())
                .mapToObj(
                        i ->
                                new Drift(
                                        table.inputs().get(i),
                                        index(
                                                pick(table.columns()[i], earlier),
                                                pick(table.columns()[i], later))))
                .sorted(Comparator.comparingDouble(it -> -it.index))
                .toList();
    }

    private static double[] pick(double[] column, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> column[row]).toArray();
    }

    static double index(double[] earlier, double[] later) {
        if (earlier.length == 0 || later.length == 0) {
            return 0;
        }
        double[] edges = edges(earlier);
        double[] before = shares(earlier, edges);
        double[] after = shares(later, edges);
        double index = 0;
        for (int bin = 0; bin < before.length; bin++) {
            double was = Math.max(EMPTY, before[bin]);
            double is = Math.max(EMPTY, after[bin]);
            index += (is - was) * Math.log(is / was);
        }
        return index;
    }

    /// The last value of each bin but the highest, which has no end.
    private static double[] edges(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        DoubleStream deciles =
                IntStream.range(1, BINS)
                        .mapToDouble(i -> sorted[(int) ((long) sorted.length * i / BINS)]);
        double[] edges = deciles.distinct().toArray();
        return edges.length == 1 && edges[0] == sorted[sorted.length - 1] && edges[0] > sorted[0]
                ? new double[] {Math.nextDown(edges[0])}
                : edges;
    }

    private static double[] shares(double[] values, double[] edges) {
        double[] shares = new double[edges.length + 1];
        for (double value : values) {
            int at = Arrays.binarySearch(edges, value);
            shares[at >= 0 ? at : -at - 1] += 1.0 / values.length;
        }
        return shares;
    }
}
