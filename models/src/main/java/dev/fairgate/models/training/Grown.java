package dev.fairgate.models.training;

import dev.fairgate.models.evaluation.TableScorer;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.progress.Progress;
import dev.fairgate.models.scoring.Bounds;
import dev.fairgate.models.scoring.Calibration;
import dev.fairgate.models.scoring.Model;
import dev.fairgate.models.scoring.Schema;
import dev.fairgate.models.table.Table;
import java.util.Map;

/// Trees that are not calibrated yet.
///
/// @param flat the trees
/// @param schema of their inputs
/// @param rows how many they are grown of
/// @param isDrawn whether these were fewer than there are
record Grown(Flattened flat, Schema schema, int rows, boolean isDrawn) {

    private static final Calibration AS_SAID =
            new Calibration(new double[] {0, 1}, new double[] {0, 1});
    private static final Bounds NEVER = new Bounds(1, 1);

    static Grown of(Table table, int[] rows, Recipe recipe, Progress progress, String part) {
        int[] drawn = new Draw(table, recipe.seed()).from(rows, recipe.mostRows());
        progress.begin(part, Progress.Unit.TREES, recipe.trees());
        Flattened flat = SmileTrainer.grow(table, drawn, recipe, () -> progress.add(1));
        progress.end();
        return new Grown(flat, schema(table), drawn.length, drawn.length < rows.length);
    }

    private static Schema schema(Table table) {
        return table.isFairgate()
                ? new Schema(Schema.FAIRGATE, FeatureName.schema().version(), table.inputs())
                : new Schema(Schema.TABLE, 0, table.inputs());
    }

    /// What the trees say about rows.
    double[] raw(Table table, int[] places) {
        return TableScorer.of(model(AS_SAID, NEVER, Map.of()), table).raw(places);
    }

    Model model(Calibration calibration, Bounds bounds, Map<String, String> training) {
        return new Model(
                flat.link(), schema, flat.trees(), flat.base(), calibration, bounds, training);
    }
}
