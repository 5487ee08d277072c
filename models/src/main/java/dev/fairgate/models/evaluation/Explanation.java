package dev.fairgate.models.evaluation;

import dev.fairgate.models.scoring.Model;
import dev.fairgate.models.scoring.Shap;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Why a row has its score: exact Shapley values, in what the trees add up (log-odds of boosted
/// trees, probability of a forest), before calibration.
///
/// @param score the calibrated probability
/// @param expected what the trees say of a row of which nothing is known
/// @param sum what they say of this one: `expected` and all contributions
/// @param contributions of all inputs, the largest first, whatever their sign
public record Explanation(
        double score, double expected, double sum, List<Contribution> contributions) {

    /// What one input adds.
    ///
    /// @param value what the row has there
    public record Contribution(String input, double value, double adds) {}

    /// Copies the list.
    public Explanation {
        contributions = List.copyOf(contributions);
    }

    /// Of one row, with the inputs of the model in its order.
    public static Explanation of(Model model, double[] row) {
        Shap shap = new Shap(model.trees());
        double[] adds = shap.contributions(row);
        List<Contribution> contributions =
                IntStream.range(0, adds.length)
                        .mapToObj(
                                i ->
                                        new Contribution(
                                                model.schema().inputs().get(i), row[i], adds[i]))
                        .sorted(Comparator.comparingDouble(it -> -Math.abs(it.adds)))
                        .toList();
        return new Explanation(
                model.score(row),
                model.base() + shap.expected(),
                model.base() + model.trees().sum(row),
                contributions);
    }
}
