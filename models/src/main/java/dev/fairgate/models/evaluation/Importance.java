package dev.fairgate.models.evaluation;

import dev.fairgate.models.scoring.Model;
import dev.fairgate.models.scoring.Shap;
import dev.fairgate.models.table.Table;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How much an input moves what a model says: the mean of its contributions' sizes (exact Shapley
/// values) over rows, in log-odds of boosted trees and in probability of a forest.
///
/// @param input its name
/// @param mean not negative
public record Importance(String input, double mean) {

    private static final int MOST_ROWS = 2_000;

    /// Of all inputs, the one that moves most first, over at most 2,000 of the rows, evenly spaced.
    public static List<Importance> of(Model model, Table table, int[] rows) {
        TableScorer scorer = TableScorer.of(model, table);
        Shap shap = new Shap(model.trees());
        int[] some = spaced(rows);
        double[][] contributions =
                IntStream.range(0, some.length)
                        .parallel()
                        .mapToObj(i -> shap.contributions(scorer.row(some[i])))
                        .toArray(double[][]::new);
        List<String> inputs = model.schema().inputs();
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> new Importance(inputs.get(i), mean(contributions, i)))
                .sorted(Comparator.comparingDouble(it -> -it.mean))
                .toList();
    }

    private static int[] spaced(int[] rows) {
        int count = Math.min(rows.length, MOST_ROWS);
        return IntStream.range(0, count)
                .map(i -> rows[(int) ((long) i * rows.length / count)])
                .toArray();
    }

    private static double mean(double[][] contributions, int input) {
        double sum = 0;
        for (double[] row : contributions) {
            sum += Math.abs(row[input]);
        }
        return contributions.length == 0 ? 0 : sum / contributions.length;
    }
}
