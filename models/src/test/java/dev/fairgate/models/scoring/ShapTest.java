package dev.fairgate.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShapTest {

    /// 3 of 4 went left, so the expectation is 1.25, and knowing the input is worth what is missing
    /// to 1 or 2.
    @Test
    void oneSplitIsWorthWhatItChanges() {
        Shap shap = new Shap(TreesTest.stump(0));

        assertThat(shap.expected()).isEqualTo(1.25);
        assertThat(shap.contributions(new double[] {0})).containsExactly(-0.25);
        assertThat(shap.contributions(new double[] {1})).containsExactly(0.75);
    }

    @Property
    void addsUp(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 12) int inputs,
            @ForAll @IntRange(min = 1, max = 9) int count,
            @ForAll @IntRange(min = 0, max = 9) int depth) {
        Trees trees = RandomModels.trees(random, inputs, count, depth);
        double[] row = RandomModels.row(random, inputs);
        Shap shap = new Shap(trees);

        assertThat(shap.expected() + Arrays.stream(shap.contributions(row)).sum())
                .isCloseTo(trees.sum(row), within(1e-9));
    }

    @Property
    void areTheShapleyValues(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 6) int inputs,
            @ForAll @IntRange(min = 1, max = 3) int count,
            @ForAll @IntRange(min = 0, max = 7) int depth) {
        Trees trees = RandomModels.trees(random, inputs, count, depth);
        double[] row = RandomModels.row(random, inputs);
        double[] added = new Shap(trees).contributions(row);

        for (int input = 0; input < inputs; input++) {
            assertThat(added[input]).isCloseTo(shapley(trees, row, input), within(1e-9));
        }
    }

    @Test
    void addsUpOnTheDeepestTree() {
        Random random = new Random(8);
        Trees trees = RandomModels.deepest(random);
        Shap shap = new Shap(trees);
        for (int i = 0; i < 100; i++) {
            double[] row = random.doubles(trees.inputs(), -1, 1).toArray();
            assertThat(shap.expected() + Arrays.stream(shap.contributions(row)).sum())
                    .isCloseTo(trees.sum(row), within(1e-9));
        }
    }

    @Property
    void pathsAddUpToo(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 12) int inputs,
            @ForAll @IntRange(min = 1, max = 9) int count,
            @ForAll @IntRange(min = 0, max = 9) int depth) {
        Trees trees = RandomModels.trees(random, inputs, count, depth);
        double[] row = RandomModels.row(random, inputs);
        Attribution attribution = new Attribution(trees);

        assertThat(attribution.expected()).isEqualTo(new Shap(trees).expected());
        assertThat(attribution.expected() + Arrays.stream(attribution.contributions(row)).sum())
                .isCloseTo(trees.sum(row), within(1e-9));
        assertThat(attribution.addTo(row, new double[inputs])).isEqualTo(trees.sum(row));
    }

    /// With one input both are the same; the later of two inputs gets more from a path than is
    /// fair.
    @Test
    void pathsFavourWhatIsNearTheLeaves() {
        Trees both =
                new Trees(
                        2,
                        new int[] {0},
                        new int[] {0, Trees.LEAF, 1, Trees.LEAF, Trees.LEAF},
                        new double[] {0, 0, 0, 0, 8},
                        new int[] {1, 0, 3, 0, 0},
                        new int[] {2, 0, 4, 0, 0},
                        new int[] {4, 2, 2, 1, 1});
        double[] row = {1, 1};

        assertThat(new Attribution(both).expected()).isEqualTo(2);
        assertThat(new Attribution(both).contributions(row)).containsExactly(2, 4);
        assertThat(new Shap(both).contributions(row)).containsExactly(3, 3);
    }

    /// By definition, over all subsets of the others.
    private static double shapley(Trees trees, double[] row, int input) {
        int inputs = trees.inputs();
        double total = 0;
        for (int others = 0; others < 1 << inputs; others++) {
            if ((others >> input & 1) == 0) {
                int size = Integer.bitCount(others);
                double weight = factorial(size) * factorial(inputs - size - 1) / factorial(inputs);
                double gain = value(trees, row, others | 1 << input) - value(trees, row, others);
                total += weight * gain;
            }
        }
        return total;
    }

    private static double value(Trees trees, double[] row, int known) {
        double sum = 0;
        for (int tree = 0; tree < trees.size(); tree++) {
            sum += value(trees, trees.root(tree), row, known);
        }
        return sum;
    }

    private static double value(Trees trees, int node, double[] row, int known) {
        if (trees.isLeaf(node)) {
            return trees.value(node);
        }
        int input = trees.feature(node);
        if ((known >> input & 1) == 1) {
            boolean goesLeft = row[input] <= trees.value(node);
            return value(trees, goesLeft ? node + 1 : trees.right(node), row, known);
        }
        double left = trees.cover(node + 1);
        double right = trees.cover(trees.right(node));
        return (left * value(trees, node + 1, row, known)
                        + right * value(trees, trees.right(node), row, known))
                / (left + right);
    }

    private static double factorial(int n) {
        return n <= 1 ? 1 : n * factorial(n - 1);
    }
}
