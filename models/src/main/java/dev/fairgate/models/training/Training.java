package dev.fairgate.models.training;

import dev.fairgate.models.evaluation.Drift;
import dev.fairgate.models.evaluation.Evaluation;
import dev.fairgate.models.evaluation.Ranking;
import dev.fairgate.models.evaluation.Wilson;
import dev.fairgate.models.progress.Progress;
import dev.fairgate.models.scoring.Schema;
import dev.fairgate.models.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Makes a model of a labelled table: trees are grown of earlier rows, calibrated and given
/// thresholds on later ones, and measured on the latest. The same table and recipe give the same
/// model, to the bit.
public final class Training {

    /// By how much a careless split must look better for its rows to give each other away.
    static final double FAR_BETTER = 0.08;

    /// So much more than the budget may be the truth: too few people to tell.
    private static final double UNSURE = 2;

    private final Recipe recipe;
    private final Budget budget;
    private final Progress progress;

    /// Prepares to train.
    ///
    /// @param recipe what is grown
    /// @param budget how many people the thresholds may meet
    /// @param progress is told of each tree
    public Training(Recipe recipe, Budget budget, Progress progress) {
        this.recipe = recipe;
        this.budget = budget;
        this.progress = progress;
    }

    /// The plan that suits a table: in the order of time, or crossed where there is none.
    public static Plan planFor(Table table) {
        if (Part.hasTime(table)) {
            return new Plan.Ordered();
        }
        return crossing(table);
    }

    /// Five times five parts, or once five of more than 20,000 rows.
    public static Plan crossing(Table table) {
        return new Plan.Crossed(table.rows() <= 20_000 ? 5 : 1, 5);
    }

    /// Trains.
    ///
    /// @param sha256 of the data, for the model to say what it was made of
    public Trained run(Table table, Plan plan, String sha256) throws CannotTrain {
        requireNames(table);
        Fitted fitted =
                switch (plan) {
                    case Plan.Ordered ordered -> held(table, requireTime(table));
                    case Plan.Random random -> held(table, Split.random(table, recipe.seed()));
                    case Plan.Crossed crossed ->
                            new Crossing(recipe, budget, progress).fit(table, crossed);
                };
        OptionalDouble careless =
                plan instanceof Plan.Ordered ? careless(table) : OptionalDouble.empty();
        List<String> findings = findings(fitted.evaluation(), careless);
        return new Trained(
                fitted.model(new Origin(recipe, budget, plan, sha256).texts(table, fitted)),
                plan,
                fitted.parts(),
                fitted.evaluation(),
                fitted.judged(),
                fitted.baseline(),
                careless,
                fitted.drift(),
                notes(fitted),
                findings);
    }

    private Fitted held(Table table, Split split) throws CannotTrain {
        return new HeldOut(recipe, budget, progress).fit(table, split);
    }

    private static Split requireTime(Table table) throws CannotTrain {
        if (!Part.hasTime(table)) {
            throw new CannotTrain(
                    "The rows have no time to be put in order by: name its column with --time, or"
                            + " say --split crossed or random.");
        }
        return Split.ordered(table);
    }

    private static void requireNames(Table table) throws CannotTrain {
        try {
            new Schema(Schema.TABLE, 0, table.inputs());
        } catch (IllegalArgumentException e) {
            throw new CannotTrain(
                    "Inputs are at most 512, with unlike names of at most 64 letters, digits, _, .,"
                            + " - and blanks: rename columns, or leave some out with --leave-out.");
        }
    }

    /// What a split by rows at random would have promised.
    private OptionalDouble careless(Table table) throws CannotTrain {
        Split split = Split.careless(table, recipe.seed());
        if (split.train().length == 0 || Part.of("", table, split.train()).bots() == 0) {
            return OptionalDouble.empty();
        }
        Grown grown = Grown.of(table, split.train(), recipe.quick(), progress, "Growing at random");
        double auc = Ranking.of(HeldOut.said(grown, table, split.latest())).measures().auc();
        return Double.isNaN(auc) ? OptionalDouble.empty() : OptionalDouble.of(auc);
    }

    private static List<String> findings(Evaluation evaluation, OptionalDouble careless) {
        double ordered = evaluation.measured().auc().value();
        if (careless.isEmpty() || careless.getAsDouble() <= ordered + FAR_BETTER) {
            return List.of();
        }
        return List.of(
                String.format(
                        Locale.ROOT,
                        "A split at random shows an AUC of %.3f where the order of time leaves %.3f:"
                                + " rows give each other away, or the table knows the future. Trust"
                                + " the ordered figure alone.",
                        careless.getAsDouble(),
                        ordered));
    }

    private List<String> notes(Fitted fitted) {
        List<String> notes = new ArrayList<>();
        if (fitted.dropped() > 0) {
            notes.add(
                    "In no part, as later rows of entities that were there before: %,d of the rows."
                            .formatted(fitted.dropped()));
        }
        if (fitted.grown().isDrawn()) {
            notes.add(
                    ("Trees were grown of %,d rows drawn from those for training; all rows had part"
                                    + " in calibration, thresholds and figures.")
                            .formatted(fitted.grown().rows()));
        }
        threshold(
                notes,
                "challenge",
                fitted.bounds().challenge(),
                budget.challenge(),
                fitted.evaluation().challenged());
        threshold(
                notes,
                "block",
                fitted.bounds().block(),
                budget.block(),
                fitted.evaluation().blocked());
        List<String> moved =
                fitted.drift().stream().filter(Drift::hasMoved).map(Drift::input).toList();
        if (!moved.isEmpty()) {
            notes.add(
                    "%d inputs have moved since training (PSI of at least 0.25): %s."
                            .formatted(
                                    moved.size(),
                                    String.join(", ", moved.stream().limit(5).toList())));
        }
        return notes;
    }

    private static void threshold(
            List<String> notes, String verdict, double bound, double budgeted, Wilson met) {
        if (bound >= Budget.NEVER) {
            notes.add(
                    ("This model will never %s anybody: no score is both within the budget of people"
                                    + " and high enough (--%s-from).")
                            .formatted(verdict, verdict));
        } else if (met.high() > UNSURE * budgeted) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "The budget to %s is %.2f %% of people; of %,.0f people %.2f %% were met,"
                                    + " and with so few it may be as many as %.2f %%.",
                            verdict,
                            100 * budgeted,
                            met.total(),
                            100 * met.share(),
                            100 * met.high()));
        }
    }
}
