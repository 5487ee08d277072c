package dev.fairgate.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairgate.models.scoring.Bounds;
import dev.fairgate.models.scoring.Calibration;
import dev.fairgate.models.scoring.Model;
import dev.fairgate.models.scoring.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smile.classification.DataFrameClassifier;
import smile.classification.GradientTreeBoost;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.vector.IntVector;
import smile.model.cart.InternalNode;
import smile.model.cart.Node;
import smile.model.cart.OrdinalNode;
import smile.model.cart.SplitRule;

class FlattenedTest {

    private static final int INPUTS = 7;
    private static final String[] NAMES =
            IntStream.range(0, INPUTS).mapToObj("x%d"::formatted).toArray(String[]::new);
    private static final Calibration NONE =
            new Calibration(new double[] {0, 1}, new double[] {0, 1});

    private final Random random = new Random(8);
    private final double[][] rows = rows(1_500);
    private final DataFrame table = labelled(rows, row -> row[0] + row[3] * row[4] > 1 ? 1 : 0);

    @Test
    void boostedTreesScoreAsInSmile() {
        GradientTreeBoost smile = boosted(table);
        Flattened flat = Flattened.of(smile);

        assertThat(flat.trees().size()).isEqualTo(40);
        List<OrdinalNode> splits = new ArrayList<>();
        Arrays.stream(smile.trees()[0]).forEach(tree -> collect(tree.root(), splits));
        assertSameScores(smile, flat, splits);
    }

    @Test
    void aForestScoresAsInSmile() {
        RandomForest smile = forest(table, new int[] {1, 3});
        Flattened flat = Flattened.of(smile);

        assertThat(flat.trees().size()).isEqualTo(30);
        List<OrdinalNode> splits = new ArrayList<>();
        Arrays.stream(smile.trees()).forEach(tree -> collect(tree.root(), splits));
        assertSameScores(smile, flat, splits);
    }

    @Test
    void namesTheInputsInTheOrderOfTheTrees() {
        assertThat(Flattened.of(boosted(table)).inputs()).containsExactly(NAMES);
        assertThat(Flattened.of(forest(table, new int[] {1, 1})).inputs()).containsExactly(NAMES);
    }

    @Test
    void takesTreesThatAreOneLeaf() {
        DataFrame dull = labelled(rows(40), row -> row[0] > 0.5 ? 1 : 0);
        GradientTreeBoost smile =
                GradientTreeBoost.fit(
                        Formula.lhs("label"),
                        dull,
                        new GradientTreeBoost.Options(3, 4, 6, 100, 0.1, 1, null, null));

        assertSameScores(smile, Flattened.of(smile), List.of());
    }

    @Test
    void refusesMoreOrOtherClassesThanTwo() {
        DataFrame three = labelled(rows, row -> (int) Math.clamp(row[0] * 3, 0, 2));
        DataFrame other = labelled(rows, row -> row[0] > 0.5 ? 2 : 1);

        assertThatThrownBy(() -> Flattened.of(boosted(three)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A model tells 0 from 1, not [0, 1, 2].");
        assertThatThrownBy(() -> Flattened.of(forest(other, new int[] {1, 1})))
                .hasMessage("A model tells 0 from 1, not [1, 2].");
    }

    private static GradientTreeBoost boosted(DataFrame table) {
        return GradientTreeBoost.fit(
                Formula.lhs("label"),
                table,
                new GradientTreeBoost.Options(40, 6, 24, 3, 0.11, 0.7, null, null));
    }

    private static RandomForest forest(DataFrame table, int[] classWeights) {
        return RandomForest.fit(
                Formula.lhs("label"),
                table,
                new RandomForest.Options(
                        30, 3, SplitRule.GINI, 12, 200, 3, 0.8, classWeights, null, null));
    }

    private void assertSameScores(
            DataFrameClassifier smile, Flattened flat, List<OrdinalNode> splits) {
        Schema schema = new Schema(Schema.TABLE, 0, flat.inputs());
        Model model =
                new Model(
                        flat.link(),
                        schema,
                        flat.trees(),
                        flat.base(),
                        NONE,
                        new Bounds(0.5, 1),
                        Map.of());
        double[] both = new double[2];
        for (double[] row : asked(splits)) {
            smile.predict(Tuple.of(smile.schema(), row), both);
            assertThat(model.raw(row)).isCloseTo(both[1], within(1e-12));
        }
    }

    /// Rows like those of the training, rows far out, and rows that stand on a threshold in each
    /// input, or next to it.
    private List<double[]> asked(List<OrdinalNode> splits) {
        List<double[]> asked = new ArrayList<>(List.of(rows(1_000)));
        double[] extremes = {
            -Double.MAX_VALUE, Double.MAX_VALUE, 0.0, -0.0, Double.MIN_VALUE, -1e9, 1e9
        };
        for (int i = 0; i < 500; i++) {
            asked.add(random.ints(INPUTS, 0, 7).mapToDouble(at -> extremes[at]).toArray());
        }
        for (int i = 0; i < 1_000 && !splits.isEmpty(); i++) {
            double[] row = rows(1)[0];
            for (int times = 0; times < 4; times++) {
                OrdinalNode split = splits.get(random.nextInt(splits.size()));
                double at = SmileFields.threshold(split);
                double[] near = {at, at, Math.nextUp(at), Math.nextDown(at)};
                row[split.feature()] = near[random.nextInt(near.length)];
            }
            asked.add(row);
        }
        return asked;
    }

    private static void collect(Node node, List<OrdinalNode> splits) {
        if (node instanceof OrdinalNode split) {
            splits.add(split);
        }
        if (node instanceof InternalNode inner) {
            collect(inner.trueChild(), splits);
            collect(inner.falseChild(), splits);
        }
    }

    /// Some inputs are counts, so that rows meet thresholds.
    private double[][] rows(int count) {
        double[][] some = new double[count][INPUTS];
        for (double[] row : some) {
            Arrays.setAll(row, i -> i % 2 == 0 ? random.nextDouble() : random.nextInt(12) / 4.0);
        }
        return some;
    }

    private DataFrame labelled(double[][] rows, ToIntFunction<double[]> label) {
        int[] labels = Arrays.stream(rows).mapToInt(label).toArray();
        for (int i = 0; i < labels.length; i += 13) {
            labels[i] = labels[random.nextInt(labels.length)]; // nothing is learned outright
        }
        return DataFrame.of(rows, NAMES).add(new IntVector("label", labels));
    }
}
