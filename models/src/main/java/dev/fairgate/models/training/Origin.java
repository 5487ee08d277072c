package dev.fairgate.models.training;

import dev.fairgate.models.evaluation.Evaluation;
import dev.fairgate.models.evaluation.Interval;
import dev.fairgate.models.evaluation.Wilson;
import dev.fairgate.models.scoring.Schema;
import dev.fairgate.models.table.Table;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a model says about how it came about. No clock, no host and no path: the same data and
/// recipe give the same texts.
record Origin(Recipe recipe, Budget budget, Plan plan, String sha256) {

    Map<String, String> texts(Table table, Fitted fitted) {
        Map<String, String> texts = new TreeMap<>();
        recipe(texts);
        texts.put("data.sha256", sha256);
        texts.put("data.rows", String.valueOf(table.rows()));
        texts.put("data.kind", table.isFairgate() ? Schema.FAIRGATE : Schema.TABLE);
        texts.put("split", split());
        texts.put("split.dropped", String.valueOf(fitted.dropped()));
        texts.put("grown.rows", String.valueOf(fitted.grown().rows()));
        fitted.parts().forEach(part -> part(texts, part));
        figures(texts, fitted.evaluation());
        return texts;
    }

    private void recipe(Map<String, String> texts) {
        texts.put("algorithm", recipe.kind().title());
        texts.put("library", "smile 6.3.0");
        texts.put("trees", String.valueOf(recipe.trees()));
        texts.put("depth", String.valueOf(recipe.depth()));
        if (recipe.kind() == Recipe.Kind.GBT) {
            texts.put("shrinkage", String.valueOf(recipe.shrinkage()));
        }
        texts.put("seed", String.valueOf(recipe.seed()));
        texts.put("budget.challenge", String.valueOf(budget.challenge()));
        texts.put("budget.block", String.valueOf(budget.block()));
        texts.put("budget.challengeFrom", String.valueOf(budget.challengeFrom()));
        texts.put("budget.blockFrom", String.valueOf(budget.blockFrom()));
    }

    private String split() {
        return switch (plan) {
            case Plan.Ordered ordered -> "ordered";
            case Plan.Random random -> "random";
            case Plan.Crossed crossed ->
                    "crossed %dx%d".formatted(crossed.repeats(), crossed.folds());
        };
    }

    private static void part(Map<String, String> texts, Part part) {
        String name = "rows." + part.name();
        texts.put(name, String.valueOf(part.rows()));
        texts.put(name + ".bots", String.valueOf(part.bots()));
        part.from().ifPresent(at -> texts.put(name + ".from", at.toString()));
        part.to().ifPresent(at -> texts.put(name + ".to", at.toString()));
    }

    private static void figures(Map<String, String> texts, Evaluation evaluation) {
        interval(texts, "auc", evaluation.measured().auc());
        interval(texts, "precision", evaluation.measured().precision());
        interval(texts, "recall.of-tenth-percent", evaluation.measured().recallAtTenth());
        interval(texts, "recall.of-one-percent", evaluation.measured().recallAtOne());
        texts.put("brier", figure(evaluation.reliability().brier()));
        texts.put("calibration.error", figure(evaluation.reliability().error()));
        share(texts, "people.challenged", evaluation.challenged());
        share(texts, "people.blocked", evaluation.blocked());
        share(texts, "bots.caught", evaluation.caught());
    }

    private static void interval(Map<String, String> texts, String name, Interval figure) {
        texts.put(
                name,
                "%s (%s to %s)"
                        .formatted(
                                figure(figure.value()),
                                figure(figure.low()),
                                figure(figure.high())));
    }

    private static void share(Map<String, String> texts, String name, Wilson share) {
        texts.put(
                name,
                "%s (%s to %s)"
                        .formatted(
                                figure(share.share()), figure(share.low()), figure(share.high())));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
