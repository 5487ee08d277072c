package dev.fairgate.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.schema.Signal;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScorerTest {

    /// In another order than that of rows.
    private static final List<FeatureName> INPUTS =
            List.of(
                    FeatureName.QUANTITY,
                    FeatureName.ACCOUNT_RATE_10S,
                    FeatureName.SILENT_SHARE,
                    FeatureName.ACCOUNT_RATE_60S);

    private final Random random = new Random(8);
    private final Model model = model();
    private final byte[] file = ModelFile.write(model);
    private final Scorer scorer = new Scorer(new ModelFile.Valid(model, ModelFile.version(file)));

    @Test
    void scoresRowsOfFeaturesAsTheModelDoes() {
        for (int i = 0; i < 500; i++) {
            FeatureRow row = row();
            assertThat(scorer.score(row)).isEqualTo(model.score(inputs(row)));
        }
        assertThat(scorer.bounds()).isEqualTo(model.bounds());
        assertThat(scorer.version()).isEqualTo(ModelFile.version(file));
    }

    @Test
    void bothAttributionsAddUpBySignal() {
        for (int i = 0; i < 100; i++) {
            FeatureRow row = row();
            double says = model.base() + model.trees().sum(inputs(row));
            double[] roughly = new double[Signal.values().length];
            double[] exactly = new double[Signal.values().length];
            scorer.attribute(row, roughly);
            scorer.explain(row, exactly);

            assertThat(scorer.expected() + Arrays.stream(roughly).sum())
                    .isCloseTo(says, within(1e-9));
            assertThat(scorer.expected() + Arrays.stream(exactly).sum())
                    .isCloseTo(says, within(1e-9));
        }
    }

    @Test
    void attributesToTheSignalsOfItsInputs() {
        double[] exactly = new double[Signal.values().length];
        scorer.explain(row(), exactly);

        for (Signal signal : Signal.values()) {
            boolean isAsked = INPUTS.stream().anyMatch(name -> name.feature().signal() == signal);
            assertThat(exactly[Scorer.place(signal)] != 0).as("%s", signal).isEqualTo(isAsked);
        }
    }

    @Test
    void allocatesNothing() {
        FeatureRow row = row();
        double[] bySignal = new double[Signal.values().length];
        scorer.score(row);
        scorer.attribute(row, bySignal);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            scorer.score(row);
            scorer.attribute(row, bySignal);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    }

    @Test
    void takesNoModelOfAnotherTable() {
        Model table = RandomModels.model(random, 3, 2, 2);

        assertThatThrownBy(() -> new Scorer(new ModelFile.Valid(table, "m-1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("m-1 is not for decisions");
    }

    private Model model() {
        Schema schema =
                new Schema(
                        Schema.FAIRGATE,
                        FeatureName.schema().version(),
                        INPUTS.stream().map(name -> name.feature().name()).toList());
        return new Model(
                Model.Link.LOGISTIC,
                schema,
                RandomModels.trees(random, INPUTS.size(), 30, 5),
                0.25,
                new Calibration(new double[] {0, 1}, new double[] {0, 1}),
                new Bounds(0.5, 0.9),
                Map.of());
    }

    private FeatureRow row() {
        double[] values = new double[FeatureName.values().length];
        Arrays.setAll(values, i -> random.nextInt(-2, 4) / 2.0);
        return FeatureRow.of(values);
    }

    private static double[] inputs(FeatureRow row) {
        return INPUTS.stream().mapToDouble(row::get).toArray();
    }
}
