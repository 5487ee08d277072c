package dev.fairgate.models.training;

import dev.fairgate.models.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Tables that tests make: three inputs of which two tell bots from people, rows a second apart.
public final class Made {

    private final int rows;
    private final SplittableRandom random;
    private double shareOfBots = 0.3;
    private double strength = 1.5;
    private boolean isTimed = true;
    private int rowsOfEntity = 1;
    private boolean givesAway;
    private int constants;

    private Made(int rows, long seed) {
        this.rows = rows;
        this.random = new SplittableRandom(seed);
    }

    public static Made rows(int rows) {
        return new Made(rows, 7);
    }

    /// How rare bots are.
    public Made bots(double share) {
        shareOfBots = share;
        return this;
    }

    /// How far bots are from people, in deviations; 0 for not at all.
    public Made strength(double deviations) {
        strength = deviations;
        return this;
    }

    public Made withoutTime() {
        isTimed = false;
        return this;
    }

    /// So many rows of each entity, one after the other.
    public Made entitiesOf(int count) {
        rowsOfEntity = count;
        return this;
    }

    /// The third input is whose row it is, and all rows of one are a bot's or all a person's:
    /// whoever has seen one knows the others.
    public Made givingAway() {
        givesAway = true;
        return this;
    }

    /// So many more inputs that are always 0.
    public Made beside(int count) {
        constants = count;
        return this;
    }

    public Table table() {
        double[][] columns = new double[3 + constants][rows];
        boolean[] isBot = new boolean[rows];
        int[] entity = new int[rows];
        for (int i = 0; i < rows; i++) {
            entity[i] = i / rowsOfEntity;
            isBot[i] = i % rowsOfEntity == 0 ? random.nextDouble() < shareOfBots : isBot[i - 1];
            columns[0][i] = random.nextGaussian() + (isBot[i] ? strength : 0);
            columns[1][i] = random.nextGaussian() - (isBot[i] ? strength : 0);
            columns[2][i] = givesAway ? entity[i] : random.nextGaussian();
        }
        double[] weight = new double[rows];
        Arrays.fill(weight, 1);
        String[] network = new String[rows];
        Arrays.setAll(network, i -> i % 3 == 0 ? "mobile" : "home");
        return new Table(
                "made.csv",
                false,
                Stream.concat(
                                Stream.of("speed", "patience", "noise"),
                                IntStream.range(0, constants).mapToObj(i -> "constant" + i))
                        .toList(),
                columns,
                isBot,
                IntStream.range(0, rows).mapToLong(i -> isTimed ? 1_000L * i : 0).toArray(),
                entity,
                Map.of("network_kind", network),
                weight);
    }

    /// A table of these labels, times and entities, with one input, the place of the row.
    public static Table of(boolean[] isBot, long[] atMs, int[] entity, double[] weight) {
        double[] place = IntStream.range(0, isBot.length).asDoubleStream().toArray();
        return new Table(
                "made.csv",
                false,
                List.of("place"),
                new double[][] {place},
                isBot,
                atMs,
                entity,
                Map.of(),
                weight);
    }
}
