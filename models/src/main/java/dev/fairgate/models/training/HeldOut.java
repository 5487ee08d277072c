package dev.fairgate.models.training;

import dev.fairgate.models.evaluation.Bootstrap;
import dev.fairgate.models.evaluation.Drift;
import dev.fairgate.models.evaluation.Evaluation;
import dev.fairgate.models.evaluation.Scored;
import dev.fairgate.models.progress.Progress;
import dev.fairgate.models.scoring.Bounds;
import dev.fairgate.models.scoring.Calibration;
import dev.fairgate.models.table.Table;
import java.util.Arrays;
import java.util.List;

/// Grows trees of one slice of a table, calibrates them and chooses thresholds on the next, and
/// measures on the last.
final class HeldOut {

    private final Recipe recipe;
    private final Budget budget;
    private final Progress progress;

    HeldOut(Recipe recipe, Budget budget, Progress progress) {
        this.recipe = recipe;
        this.budget = budget;
        this.progress = progress;
    }

    Fitted fit(Table table, Split split) throws CannotTrain {
        List<Part> parts =
                List.of(
                        Part.of("training", table, split.train()),
                        Part.of("calibration and thresholds", table, split.later()),
                        Part.of("figures", table, split.latest()));
        for (Part part : parts) {
            requireBoth(part);
        }
        Grown grown = Grown.of(table, split.train(), recipe, progress, "Growing");
        Scored later = said(grown, table, split.later());
        Calibration calibration = Isotonic.of(later);
        Bounds bounds = budget.bounds(calibrated(later, calibration));
        Scored latest = calibrated(said(grown, table, split.latest()), calibration);
        Bootstrap bootstrap = new Bootstrap(recipe.seed());
        return new Fitted(
                grown,
                calibration,
                bounds,
                Evaluation.of(table, split.latest(), latest, bounds, bootstrap),
                split.latest(),
                parts,
                Baseline.auc(table, split.train(), split.latest(), recipe.seed()),
                Part.hasTime(table) ? Drift.of(table, split.train(), split.latest()) : List.of(),
                split.dropped());
    }

    static Scored said(Grown grown, Table table, int[] rows) {
        return Scored.of(table, rows, grown.raw(table, rows));
    }

    static Scored calibrated(Scored said, Calibration calibration) {
        return said.with(Arrays.stream(said.score()).map(calibration::of).toArray());
    }

    static void requireBoth(Part part) throws CannotTrain {
        if (part.bots() == 0 || part.people() == 0) {
            throw new CannotTrain(
                    ("Of the %,d rows for %s %,d are of bots and %,d of people: both are needed."
                                    + " Take a longer time, more labels, or --split random.")
                            .formatted(part.rows(), part.name(), part.bots(), part.people()));
        }
    }
}
