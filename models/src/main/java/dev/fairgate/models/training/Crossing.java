package dev.fairgate.models.training;

import dev.fairgate.models.evaluation.Bootstrap;
import dev.fairgate.models.evaluation.Bootstrap.Measured;
import dev.fairgate.models.evaluation.Evaluation;
import dev.fairgate.models.evaluation.Scored;
import dev.fairgate.models.progress.Progress;
import dev.fairgate.models.scoring.Bounds;
import dev.fairgate.models.scoring.Calibration;
import dev.fairgate.models.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Lets every row be judged by trees grown of other entities, and then grows the trees that stay of
/// all rows. Calibration and thresholds are made of these judgements. Probabilities are measured
/// with a calibration made of the other parts; the share of people that the thresholds met is what
/// they were chosen for.
final class Crossing {

    private final Recipe recipe;
    private final Budget budget;
    private final Progress progress;

    Crossing(Recipe recipe, Budget budget, Progress progress) {
        this.recipe = recipe;
        this.budget = budget;
        this.progress = progress;
    }

    Fitted fit(Table table, Plan.Crossed plan) throws CannotTrain {
        int[] all = IntStream.range(0, table.rows()).toArray();
        Part part = Part.of("training and figures", table, all);
        HeldOut.requireBoth(part);
        requireEnough(table, plan);
        List<Scored> repeats = new ArrayList<>();
        for (int repeat = 0; repeat < plan.repeats(); repeat++) {
            repeats.add(said(table, folds(table, plan, repeat), repeat));
        }
        Scored first = repeats.getFirst();
        Calibration calibration = Isotonic.of(first);
        Bounds bounds = budget.bounds(HeldOut.calibrated(first, calibration));
        Measured measured = new Bootstrap(recipe.seed()).of(parts(table, plan, repeats));
        Folds folds = folds(table, plan, 0);
        return new Fitted(
                Grown.of(table, all, recipe, progress, "Growing of all rows"),
                calibration,
                bounds,
                Evaluation.of(table, all, crossed(first, folds), bounds, measured),
                all,
                List.of(part),
                baseline(table, folds),
                List.of(),
                0);
    }

    /// Each part by itself: scores of unlike trees are not for one ranking.
    private List<Scored> parts(Table table, Plan.Crossed plan, List<Scored> repeats) {
        List<Scored> parts = new ArrayList<>();
        for (int repeat = 0; repeat < repeats.size(); repeat++) {
            Folds folds = folds(table, plan, repeat);
            for (int fold = 0; fold < folds.count(); fold++) {
                parts.add(repeats.get(repeat).some(folds.inside(fold)));
            }
        }
        return parts;
    }

    private Folds folds(Table table, Plan.Crossed plan, int repeat) {
        return Folds.of(table, plan.folds(), recipe.seed() + repeat);
    }

    private static void requireEnough(Table table, Plan.Crossed plan) throws CannotTrain {
        Folds folds = Folds.of(table, plan.folds(), 0);
        for (int fold = 0; fold < folds.count(); fold++) {
            HeldOut.requireBoth(Part.of("one of the parts", table, folds.outside(fold)));
            if (folds.inside(fold).length == 0) {
                throw new CannotTrain(
                        "There are fewer entities than parts: say --cv with fewer of them.");
            }
        }
    }

    /// What trees of the other parts say about each row.
    private Scored said(Table table, Folds folds, int repeat) {
        double[] said = new double[table.rows()];
        for (int fold = 0; fold < folds.count(); fold++) {
            String part = "Part %d, time %d".formatted(fold + 1, repeat + 1);
            Grown grown = Grown.of(table, folds.outside(fold), recipe, progress, part);
            put(said, folds.inside(fold), grown.raw(table, folds.inside(fold)));
        }
        return Scored.of(table, IntStream.range(0, said.length).toArray(), said);
    }

    /// Each part with the calibration that the others make.
    private static Scored crossed(Scored said, Folds folds) {
        double[] scores = new double[said.rows()];
        for (int fold = 0; fold < folds.count(); fold++) {
            Calibration others = Isotonic.of(said.some(folds.outside(fold)));
            Scored inside = said.some(folds.inside(fold));
            put(scores, folds.inside(fold), HeldOut.calibrated(inside, others).score());
        }
        return said.with(scores);
    }

    private static void put(double[] all, int[] places, double[] values) {
        for (int i = 0; i < places.length; i++) {
            all[places[i]] = values[i];
        }
    }

    private OptionalDouble baseline(Table table, Folds folds) {
        return IntStream.range(0, folds.count())
                .mapToObj(
                        fold ->
                                Baseline.auc(
                                        table,
                                        folds.outside(fold),
                                        folds.inside(fold),
                                        recipe.seed()))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }
}
