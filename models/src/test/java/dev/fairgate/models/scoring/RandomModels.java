package dev.fairgate.models.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Models that nobody trained, for tests.
final class RandomModels {

    private final Random random;
    private final List<Integer> feature = new ArrayList<>();
    private final List<Double> value = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private final List<Integer> right = new ArrayList<>();
    private final List<Integer> cover = new ArrayList<>();

    private RandomModels(Random random) {
        this.random = random;
    }

    static Trees trees(Random random, int inputs, int count, int depth) {
        return new RandomModels(random).grow(inputs, count, depth);
    }

    static Model model(Random random, int inputs, int count, int depth) {
        return model(trees(random, inputs, count, depth), random.nextGaussian());
    }

    static Model model(Trees trees, double base) {
        return new Model(
                Model.Link.LOGISTIC,
                new Schema(Schema.TABLE, 0, names(trees.inputs())),
                trees,
                base,
                new Calibration(new double[] {0.1, 0.5, 0.9}, new double[] {0, 0.4, 1}),
                new Bounds(0.5, 0.9),
                Map.of("seed", "8", "trained on", "nothing\nat all"));
    }

    static List<String> names(int inputs) {
        return IntStream.range(0, inputs).mapToObj("x%d"::formatted).toList();
    }

    /// One tree that is as deep as it has splits.
    static Trees chain(int depth) {
        int nodes = 2 * depth + 1;
        int[] feature = new int[nodes];
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        int[] cover = new int[nodes];
        Arrays.fill(cover, 1);
        for (int node = 0; node < nodes; node++) {
            boolean isSplit = node % 2 == 0 && node < nodes - 1;
            feature[node] = isSplit ? 0 : Trees.LEAF;
            left[node] = isSplit ? node + 1 : 0;
            right[node] = isSplit ? node + 2 : 0;
        }
        return new Trees(1, new int[] {0}, feature, new double[nodes], left, right, cover);
    }

    /// One tree with all the leaves that its depth allows, level by level.
    static Trees full(int depth) {
        int nodes = (2 << depth) - 1;
        int inner = nodes / 2;
        int[] feature = new int[nodes];
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        int[] cover = new int[nodes];
        Arrays.fill(cover, 1);
        Arrays.fill(feature, inner, nodes, Trees.LEAF);
        for (int node = 0; node < inner; node++) {
            left[node] = 2 * node + 1;
            right[node] = 2 * node + 2;
        }
        return new Trees(1, new int[] {0}, feature, new double[nodes], left, right, cover);
    }

    /// One tree of 64 splits in a row, each of an input of its own.
    static Trees deepest(Random random) {
        int depth = Trees.MOST_DEPTH;
        int nodes = 2 * depth + 1;
        int[] feature = new int[nodes];
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        double[] value = random.doubles(nodes, -1, 1).toArray();
        int[] cover = random.ints(nodes, 1, 1_000).toArray();
        for (int node = 0; node < nodes; node++) {
            boolean isSplit = node % 2 == 0 && node < nodes - 1;
            feature[node] = isSplit ? node / 2 : Trees.LEAF;
            left[node] = isSplit ? node + 1 : 0;
            right[node] = isSplit ? node + 2 : 0;
        }
        return new Trees(depth, new int[] {0}, feature, value, left, right, cover);
    }

    /// A row whose values often stand on a threshold.
    static double[] row(Random random, int inputs) {
        return random.ints(inputs, -3, 4).mapToDouble(at -> at / 2.0).toArray();
    }

    private Trees grow(int inputs, int count, int depth) {
        int[] roots = IntStream.range(0, count).map(tree -> grow(inputs, depth)).toArray();
        return new Trees(
                inputs,
                roots,
                ints(feature),
                value.stream().mapToDouble(it -> it).toArray(),
                ints(left),
                ints(right),
                ints(cover));
    }

    private int grow(int inputs, int depth) {
        int place = feature.size();
        boolean isLeaf = depth == 0 || random.nextInt(8) == 0;
        feature.add(isLeaf ? Trees.LEAF : random.nextInt(inputs));
        value.add(isLeaf ? random.nextGaussian() : random.nextInt(-3, 3) / 2.0);
        left.add(0);
        right.add(0);
        cover.add(1 + random.nextInt(50));
        if (!isLeaf) {
            left.set(place, grow(inputs, depth - 1));
            right.set(place, grow(inputs, depth - 1));
            cover.set(place, cover.get(left.get(place)) + cover.get(right.get(place)));
        }
        return place;
    }

    private static int[] ints(List<Integer> numbers) {
        int[] all = new int[numbers.size()];
        Arrays.setAll(all, numbers::get);
        return all;
    }
}
