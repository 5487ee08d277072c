package dev.fairgate.models.training;

import dev.fairgate.models.evaluation.Ranking;
import dev.fairgate.models.evaluation.Scored;
import dev.fairgate.models.table.Table;
import java.util.Arrays;
import java.util.OptionalDouble;
import smile.classification.LogisticRegression;

/// What one weight for each input can do (logistic regression on standardised inputs): trees that
/// are no better are not worth their size. Never becomes a model file, and is told with three
/// digits only: its sums depend on how many processors share them.
final class Baseline {

    private static final int MOST_ROWS = 50_000;
    private static final double FARTHEST = 8;

    private final double[] mean;
    private final double[] deviation;
    private final Table table;

    private Baseline(Table table, int[] rows) {
        this.table = table;
        this.mean = new double[table.columns().length];
        this.deviation = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            double[] column = table.columns()[i];
            double average =
                    Arrays.stream(rows).mapToDouble(row -> column[row]).average().orElse(0);
            mean[i] = average;
            deviation[i] =
                    Math.sqrt(
                            Arrays.stream(rows)
                                    .mapToDouble(
                                            row ->
                                                    (column[row] - average)
                                                            * (column[row] - average))
                                    .average()
                                    .orElse(0));
        }
    }

    /// @param train places of rows it is fitted to
    /// @param test of those that it ranks; the area below that ranking is the result, none if
    ///     nothing can be fitted
    static OptionalDouble auc(Table table, int[] train, int[] test, long seed) {
        int[] rows = new Draw(table, seed).from(train, MOST_ROWS);
        Baseline baseline = new Baseline(table, rows);
        int[] labels = Arrays.stream(rows).map(row -> table.isBot()[row] ? 1 : 0).toArray();
        double[][] inputs =
                Arrays.stream(rows).mapToObj(baseline::standardised).toArray(double[][]::new);
        LogisticRegression.Options options = new LogisticRegression.Options(1, 1e-4, 200);
        try {
            LogisticRegression model = LogisticRegression.fit(inputs, labels, options);
            double[] scores =
                    Arrays.stream(test).mapToDouble(row -> baseline.score(model, row)).toArray();
            double auc = Ranking.of(Scored.of(table, test, scores)).measures().auc();
            return Double.isNaN(auc) ? OptionalDouble.empty() : OptionalDouble.of(auc);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return OptionalDouble.empty(); // no direction goes down: a figure less, and no harm
        }
    }

    private double score(LogisticRegression model, int row) {
        double[] probabilities = new double[2];
        model.predict(standardised(row), probabilities);
        return probabilities[1];
    }

    private double[] standardised(int row) {
        double[] values = new double[mean.length];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    deviation[i] == 0
                            ? 0
                            : Math.clamp(
                                    (table.columns()[i][row] - mean[i]) / deviation[i],
                                    -FARTHEST,
                                    FARTHEST);
        }
        return values;
    }
}
