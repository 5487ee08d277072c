package dev.fairgate.models.training;

import dev.fairgate.models.table.Table;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import smile.classification.GradientTreeBoost;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;
import smile.data.vector.ValueVector;
import smile.math.MathEx;
import smile.model.cart.SplitRule;
import smile.util.IterativeAlgorithmController;

/// Grows trees with Smile. The same rows and recipe give the same trees, on any number of
/// processors: boosted trees draw from the generator of the calling thread, which is seeded first,
/// and search the columns side by side without drawing; a forest is given a seed for each tree.
final class SmileTrainer {

    private static final String LABEL = "y";

    /// Leaves with fewer rows say more about those rows than about others.
    private static final int LEAST_LEAF_OF_BOOSTED = 20;

    private static final int LEAST_LEAF_OF_FOREST = 5;

    /// Of the rows, drawn anew for every boosted tree.
    private static final double SHARE_OF_ROWS = 0.6;

    /// With 24 bytes a node, all trees stay below 20 MiB.
    private static final int MOST_LEAVES = 400_000;

    private static final int MOST_LEAVES_OF_TREE = 2_048;

    private SmileTrainer() {}

    /// @param rows that trees are grown of, both bots and people
    /// @param treeIsGrown is called for each tree
    static Flattened grow(Table table, int[] rows, Recipe recipe, Runnable treeIsGrown) {
        DataFrame data = data(table, rows);
        return switch (recipe.kind()) {
            case GBT -> Flattened.of(boosted(data, recipe, treeIsGrown));
            case FOREST -> Flattened.of(forest(data, tried(table, rows), recipe, treeIsGrown));
        };
    }

    private static GradientTreeBoost boosted(DataFrame data, Recipe recipe, Runnable treeIsGrown) {
        MathEx.setSeed(recipe.seed());
        try (var controller =
                new IterativeAlgorithmController<GradientTreeBoost.TrainingStatus>(
                        Runnable::run, 16)) {
            controller.subscribe(new Trees<>(treeIsGrown));
            return GradientTreeBoost.fit(
                    Formula.lhs(LABEL),
                    data,
                    new GradientTreeBoost.Options(
                            recipe.trees(),
                            recipe.depth(),
                            leaves(recipe),
                            LEAST_LEAF_OF_BOOSTED,
                            recipe.shrinkage(),
                            SHARE_OF_ROWS,
                            null,
                            controller));
        }
    }

    private static RandomForest forest(
            DataFrame data, int tried, Recipe recipe, Runnable treeIsGrown) {
        long[] seeds = new SplittableRandom(recipe.seed()).longs(recipe.trees()).toArray();
        try (var controller =
                new IterativeAlgorithmController<RandomForest.TrainingStatus>(Runnable::run, 16)) {
            controller.subscribe(new Trees<>(treeIsGrown));
            return RandomForest.fit(
                    Formula.lhs(LABEL),
                    data,
                    new RandomForest.Options(
                            recipe.trees(),
                            tried,
                            SplitRule.ENTROPY,
                            recipe.depth(),
                            leaves(recipe),
                            LEAST_LEAF_OF_FOREST,
                            1,
                            null,
                            seeds,
                            controller));
        }
    }

    /// How many columns are drawn for a split: so many that about the root of the number of those
    /// that vary are among them. Of columns that say nothing alone no tree would grow.
    private static int tried(Table table, int[] rows) {
        int all = table.columns().length;
        long varying = Arrays.stream(table.columns()).filter(it -> varies(it, rows)).count();
        return varying == 0 ? 1 : Math.clamp((int) (all / Math.sqrt((double) varying)), 1, all);
    }

    private static boolean varies(double[] column, int[] rows) {
        return Arrays.stream(rows).anyMatch(row -> column[row] != column[rows[0]]);
    }

    private static int leaves(Recipe recipe) {
        int ofDepth = 1 << Math.min(recipe.depth(), 11);
        return Math.clamp(MOST_LEAVES / recipe.trees(), 2, Math.min(ofDepth, MOST_LEAVES_OF_TREE));
    }

    /// Columns are called by their places: the library reads names as formulas.
    private static DataFrame data(Table table, int[] rows) {
        Stream<ValueVector> inputs =
                IntStream.range(0, table.columns().length)
                        .mapToObj(i -> new DoubleVector("x" + i, pick(table.columns()[i], rows)));
        int[] labels = Arrays.stream(rows).map(row -> table.isBot()[row] ? 1 : 0).toArray();
        return new DataFrame(
                Stream.concat(inputs, Stream.of(new IntVector(LABEL, labels)))
                        .toArray(ValueVector[]::new));
    }

    private static double[] pick(double[] column, int[] rows) {
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = column[rows[i]];
        }
        return picked;
    }

    /// Counts trees as they come.
    private record Trees<T>(Runnable isGrown) implements Flow.Subscriber<T> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(T status) {
            isGrown.run();
        }

        @Override
        public void onError(Throwable e) {}

        @Override
        public void onComplete() {}
    }
}
