package dev.fairgate.models.scoring;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.schema.Signal;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/// A model at work on decisions: scores rows of features without copying them or making anything.
/// Immutable.
public final class Scorer {

    private final Model model;
    private final String version;
    private final int[] places;
    private final int[] signals;
    private final PackedTrees trees;
    private final Attribution attribution;
    private final ToDoubleBiFunction<double[], double[]> attribute;
    private final Shap shap;

    /// @param valid for decisions: see [ModelFile.Reading#forDecisions]
    public Scorer(ModelFile.Valid valid) {
        if (!(valid.forDecisions() instanceof ModelFile.Valid)) {
            throw new IllegalArgumentException(valid.version() + " is not for decisions");
        }
        this.model = valid.model();
        this.version = valid.version();
        List<FeatureName> inputs =
                model.schema().inputs().stream()
                        .map(name -> FeatureName.named(name).orElseThrow())
                        .toList();
        this.places = inputs.stream().mapToInt(FeatureName::place).toArray();
        this.signals = inputs.stream().mapToInt(input -> place(input.feature().signal())).toArray();
        this.trees = new PackedTrees(model.trees(), places);
        this.attribution = new Attribution(model.trees(), places, signals);
        this.attribute = attribution::addTo; // made once
        this.shap = new Shap(model.trees());
    }

    /// Where a signal stands in attributions.
    @SuppressWarnings("EnumOrdinal") // which are in their order
    public static int place(Signal signal) {
        return signal.ordinal();
    }

    /// Names the model: see [ModelFile#version].
    public String version() {
        return version;
    }

    /// From which score on somebody is challenged and blocked, as chosen in training.
    public Bounds bounds() {
        return model.bounds();
    }

    /// The probability that no person is behind the request: that of [Model#score], to the bit.
    public double score(FeatureRow row) {
        return model.scoreOf(row.lend((values, these) -> these.sum(values), trees));
    }

    /// What the model says, before link and calibration, of somebody of whom nothing is known:
    /// where attributions begin.
    public double expected() {
        return model.base() + attribution.expected();
    }

    /// Adds what each signal did to the sum, approximately and at once: see [Attribution].
    ///
    /// @param bySignal as many as there are signals, each at its [#place]
    public void attribute(FeatureRow row, double[] bySignal) {
        row.lend(attribute, bySignal);
    }

    /// Adds the same exactly, and not for a thread that others wait for: see [Shap].
    ///
    /// @param bySignal as many as there are signals, each at its [#place]
    public void explain(FeatureRow row, double[] bySignal) {
        double[] added = shapOf(row);
        for (int input = 0; input < added.length; input++) {
            bySignal[signals[input]] += added[input];
        }
    }

    /// What each feature did to the sum, exactly, and not for a thread that others wait for.
    ///
    /// @return as many as there are features, each at its place; 0 for those it does not look at
    public double[] explainEach(FeatureRow row) {
        double[] byFeature = new double[FeatureName.schema().features().size()];
        double[] added = shapOf(row);
        for (int input = 0; input < added.length; input++) {
            byFeature[places[input]] += added[input];
        }
        return byFeature;
    }

    private double[] shapOf(FeatureRow row) {
        double[] all = row.values();
        double[] mine = new double[places.length];
        for (int input = 0; input < mine.length; input++) {
            mine[input] = all[places[input]];
        }
        return shap.contributions(mine);
    }
}
