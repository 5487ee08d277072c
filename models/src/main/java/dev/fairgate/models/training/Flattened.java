package dev.fairgate.models.training;

import dev.fairgate.models.scoring.Model;
import dev.fairgate.models.scoring.Trees;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import smile.classification.GradientTreeBoost;
import smile.classification.RandomForest;
import smile.model.cart.DecisionNode;
import smile.model.cart.LeafNode;
import smile.model.cart.RegressionNode;

/// A trained classifier of Smile as the parts that a [Model] is made of. Class 1 is what the score
/// is the probability of; scores are Smile's to 1e-12.
///
/// @param link what becomes of the sum
/// @param inputs names of the inputs, in the order in which the trees want them
/// @param trees with everything that Smile multiplies with already in their leaves
/// @param base added to their sum
public record Flattened(Model.Link link, List<String> inputs, Trees trees, double base) {

    private static final int[] HUMAN_AND_BOT = {0, 1};

    /// Takes a copy of the names.
    public Flattened {
        inputs = List.copyOf(inputs);
    }

    /// Boosted trees. Smile computes F = b + Σ shrinkage · tree and then 1 − 1 / (1 + e^2F), the
    /// logistic function of 2F: so leaves are 2 · shrinkage · tree, and the base is 2b.
    public static Flattened of(GradientTreeBoost model) {
        requireTwoClasses(model.classes());
        List<String> inputs = List.of(model.schema().names());
        double factor = 2 * SmileFields.shrinkage(model);
        var trees = List.of(model.trees()[0]);
        TreesBuilder builder = new TreesBuilder(inputs.size(), trees);
        trees.forEach(tree -> builder.add(tree, leaf -> factor * output(leaf)));
        double base = 2 * SmileFields.intercept(model);
        return new Flattened(Model.Link.LOGISTIC, inputs, builder.build(), base);
    }

    /// A forest. Smile takes the mean of what the leaves say, weighted by how good each tree was on
    /// rows that it had not seen: so leaves are their share of that mean, and the base is 0.
    public static Flattened of(RandomForest model) {
        requireTwoClasses(model.classes());
        List<String> inputs = List.of(model.schema().names());
        double weights = Stream.of(model.models()).mapToDouble(RandomForest.Model::weight).sum();
        TreesBuilder builder = new TreesBuilder(inputs.size(), List.of(model.trees()));
        for (RandomForest.Model each : model.models()) {
            double share = each.weight() / weights;
            builder.add(each.tree(), leaf -> share * probability(leaf));
        }
        return new Flattened(Model.Link.IDENTITY, inputs, builder.build(), 0);
    }

    private static double output(LeafNode leaf) {
        return ((RegressionNode) leaf).output();
    }

    private static double probability(LeafNode leaf) {
        return ((DecisionNode) leaf).posteriori(new double[2])[1];
    }

    private static void requireTwoClasses(int[] classes) {
        if (!Arrays.equals(classes, HUMAN_AND_BOT)) {
            throw new IllegalArgumentException(
                    "A model tells 0 from 1, not " + Arrays.toString(classes) + ".");
        }
    }
}
