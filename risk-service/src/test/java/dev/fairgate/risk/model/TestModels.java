package dev.fairgate.risk.model;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.scoring.Bounds;
import dev.fairgate.models.scoring.Calibration;
import dev.fairgate.models.scoring.Model;
import dev.fairgate.models.scoring.ModelFile;
import dev.fairgate.models.scoring.Schema;
import dev.fairgate.models.scoring.Scorer;
import dev.fairgate.models.scoring.Trees;
import java.util.List;
import java.util.Map;

/// Models of one tree with one split, for tests of what is done with models.
final class TestModels {

    private TestModels() {}

    /// Scores whoever is over a threshold 0.9 and everybody else 0.1; challenges from 0.5 on,
    /// blocks from `block` on.
    static Model over(FeatureName feature, double threshold, double block) {
        Trees trees =
                new Trees(
                        1,
                        new int[] {0},
                        new int[] {0, Trees.LEAF, Trees.LEAF},
                        new double[] {threshold, 0.1, 0.9},
                        new int[] {1, 0, 0},
                        new int[] {2, 0, 0},
                        new int[] {10, 5, 5});
        return new Model(
                Model.Link.IDENTITY,
                new Schema(
                        Schema.FAIRGATE,
                        FeatureName.schema().version(),
                        List.of(feature.feature().name())),
                trees,
                0,
                new Calibration(new double[] {0, 1}, new double[] {0, 1}),
                new Bounds(0.5, block),
                Map.of("rows", "10"));
    }

    static Served served(Model model) {
        String version = ModelFile.version(ModelFile.write(model));
        return new Served(new Scorer(new ModelFile.Valid(model, version)));
    }
}
