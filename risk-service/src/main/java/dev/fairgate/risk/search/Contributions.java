package dev.fairgate.risk.search;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.schema.Signal;
import dev.fairgate.models.scoring.Scorer;
import java.util.EnumMap;
import java.util.Map;

/// What each feature and each signal did to a score, exactly: Shapley values of the sum of the
/// model's trees, before link and calibration. All together and `expected` are that sum.
///
/// @param model its version
/// @param expected what the model says of somebody of whom nothing is known
record Contributions(
        String model,
        double expected,
        Map<FeatureName, Double> byFeature,
        Map<Signal, Double> bySignal) {

    /// Not for a thread that others wait for.
    static Contributions of(Scorer scorer, FeatureRow row) {
        double[] added = scorer.explainEach(row);
        Map<FeatureName, Double> byFeature = new EnumMap<>(FeatureName.class);
        Map<Signal, Double> bySignal = new EnumMap<>(Signal.class);
        for (FeatureName name : FeatureName.values()) {
            double one = added[name.place()];
            if (one != 0) {
                byFeature.put(name, one);
                bySignal.merge(name.feature().signal(), one, Double::sum);
            }
        }
        return new Contributions(scorer.version(), scorer.expected(), byFeature, bySignal);
    }
}
