package dev.fairgate.models.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Rows as they come in, with room for as many as were counted. What is not a number is missing.
final class Rows {

    private final Layout layout;
    private final double[][] columns;
    private final String[][] tags;
    private final boolean[] isBot;
    private final long[] atMs;
    private final int[] entity;
    private final double[] weight;
    private int count;

    Rows(Layout layout, int most) {
        this.layout = layout;
        this.columns = new double[layout.inputs().size()][most];
        this.tags = new String[layout.tags().size()][most];
        this.isBot = new boolean[most];
        this.atMs = new long[most];
        this.entity = new int[most];
        this.weight = new double[most];
    }

    int count() {
        return count;
    }

    /// Another row, and its place.
    int begin(long at) {
        atMs[count] = at;
        return count++;
    }

    void number(int row, int column, double value) {
        columns[column][row] = value;
    }

    void whose(int row, boolean bot, int of) {
        isBot[row] = bot;
        entity[row] = of;
    }

    void weight(int row, double value) {
        weight[row] = value;
    }

    void tag(int row, int column, String text) {
        tags[column][row] = text;
    }

    /// All of them, in the order of time.
    Table table(Consumer<String> says) throws CannotRead {
        int[] order = order();
        List<String> inputs = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            String name = layout.inputs().get(i);
            double[] ordered = ordered(columns[i], order);
            columns[i] = new double[0]; // so that no more than one column is there twice
            long missing = Arrays.stream(ordered).filter(Double::isNaN).count();
            if (missing == count) {
                says.accept("Column '%s' is left out: it has no value.".formatted(name));
                continue;
            }
            if (missing > 0) {
                double median = fill(ordered);
                says.accept(
                        "Column '%s' has no value in %,d rows: its median, %s, stands there."
                                .formatted(name, missing, median));
            }
            inputs.add(name);
            values.add(ordered);
        }
        if (inputs.isEmpty()) {
            throw new CannotRead("'%s' has no input with a value.".formatted(layout.file()));
        }
        return new Table(
                String.valueOf(layout.file().getFileName()),
                layout.isFairgate(),
                inputs,
                values.toArray(double[][]::new),
                bots(order),
                Arrays.stream(order).mapToLong(row -> atMs[row]).toArray(),
                Arrays.stream(order).map(row -> entity[row]).toArray(),
                tags(order),
                ordered(weight, order));
    }

    private int[] order() {
        boolean isOrdered = true;
        for (int i = 1; i < count; i++) {
            isOrdered &= atMs[i - 1] <= atMs[i];
        }
        IntStream rows = IntStream.range(0, count);
        return isOrdered
                ? rows.toArray()
                : rows.boxed()
                        .sorted(Comparator.comparingLong(row -> atMs[row]))
                        .mapToInt(row -> row)
                        .toArray();
    }

    private static double[] ordered(double[] values, int[] order) {
        double[] ordered = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            ordered[i] = values[order[i]];
        }
        return ordered;
    }

    private boolean[] bots(int[] order) {
        boolean[] bots = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            bots[i] = isBot[order[i]];
        }
        return bots;
    }

    private Map<String, String[]> tags(int[] order) {
        Map<String, String[]> named = new HashMap<>();
        for (int i = 0; i < tags.length; i++) {
            String[] column = tags[i];
            named.put(
                    layout.tags().get(i),
                    Arrays.stream(order).mapToObj(row -> column[row]).toArray(String[]::new));
        }
        return named;
    }

    /// Puts the median where a value is missing.
    private static double fill(double[] values) {
        double[] present =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
        int middle = present.length / 2;
        double median =
                present.length % 2 == 1
                        ? present[middle]
                        : present[middle - 1] / 2 + present[middle] / 2;
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(values[i]) ? median : values[i];
        }
        return median;
    }
}
