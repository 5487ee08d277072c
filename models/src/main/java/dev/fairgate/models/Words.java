package dev.fairgate.models;

import dev.fairgate.models.evaluation.Bootstrap.Measured;
import dev.fairgate.models.evaluation.Comparison;
import dev.fairgate.models.evaluation.Comparison.Changed;
import dev.fairgate.models.evaluation.Comparison.Verdict;
import dev.fairgate.models.evaluation.Evaluation;
import dev.fairgate.models.evaluation.Explanation;
import dev.fairgate.models.evaluation.Explanation.Contribution;
import dev.fairgate.models.evaluation.Interval;
import dev.fairgate.models.evaluation.Slice;
import dev.fairgate.models.evaluation.Wilson;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.scoring.Model;
import dev.fairgate.models.scoring.Schema;
import dev.fairgate.models.table.Table;
import dev.fairgate.models.training.Part;
import dev.fairgate.models.training.Plan;
import dev.fairgate.models.training.Trained;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What was found, in lines for a terminal.
final class Words {

    private Words() {}

    /// Of a model that was just made.
    static List<String> of(Table table, Trained trained) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s: %,d rows, %d inputs"
                        .formatted(table.name(), table.rows(), table.inputs().size()));
        trained.parts().forEach(part -> lines.add(part(part)));
        lines.add("");
        lines.add(
                switch (trained.plan()) {
                    case Plan.Ordered ordered ->
                            "On the latest rows, which had no part in the model"
                                    + " (95 % intervals, by entity):";
                    case Plan.Random random ->
                            "On rows set apart by chance, entity by entity"
                                    + " (95 % intervals, by entity):";
                    case Plan.Crossed crossed ->
                            ("Each row judged by trees of other entities, %d times %d"
                                            + " parts (95 %% intervals, by entity):")
                                    .formatted(crossed.repeats(), crossed.folds());
                });
        lines.addAll(of(trained.evaluation()));
        beside(lines, "AUC of one weight for each input", trained.baseline());
        beside(lines, "AUC of a split at random", trained.careless());
        if (!trained.notes().isEmpty()) {
            lines.add("");
            trained.notes().forEach(note -> lines.add("Note: " + note));
        }
        if (!trained.findings().isEmpty()) {
            lines.add("");
            trained.findings().forEach(finding -> lines.add("Too good to be true: " + finding));
        }
        lines.add("");
        return lines;
    }

    private static String part(Part part) {
        String when =
                part.from().isPresent() && part.to().isPresent()
                        ? ", %s to %s".formatted(part.from().get(), part.to().get())
                        : "";
        return "  %-28s %,10d rows, %,8d of bots%s"
                .formatted(part.name(), part.rows(), part.bots(), when);
    }

    private static void beside(List<String> lines, String name, OptionalDouble figure) {
        if (figure.isPresent()) {
            lines.add(String.format(Locale.ROOT, "  %-38s %.3f", name, figure.getAsDouble()));
        }
    }

    /// Of figures.
    static List<String> of(Evaluation evaluation) {
        Measured measured = evaluation.measured();
        List<String> lines = new ArrayList<>();
        lines.add(figure("AUC", measured.auc()));
        lines.add(figure("PR-AUC (average precision)", measured.precision()));
        lines.add(figure("bots reached at 0.1 % of people", measured.recallAtTenth()));
        lines.add(figure("bots reached at 1 % of people", measured.recallAtOne()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %-38s %.4f, off by %.3f on average",
                        "Brier score of the probabilities",
                        evaluation.reliability().brier(),
                        evaluation.reliability().error()));
        lines.add(
                share(
                        "people challenged, from " + bound(evaluation.bounds().challenge()),
                        evaluation.challenged()));
        lines.add(
                share(
                        "people blocked, from " + bound(evaluation.bounds().block()),
                        evaluation.blocked()));
        lines.add(share("bots challenged or blocked", evaluation.caught()));
        evaluation.slices().forEach(slice -> lines.add(slice(slice)));
        return lines;
    }

    private static String slice(Slice slice) {
        return "    %-36s challenged %s, blocked %s, bots caught %s"
                .formatted(
                        slice.name() + " " + slice.value(),
                        percent(slice.challenged()),
                        percent(slice.blocked()),
                        percent(slice.caught()));
    }

    private static String figure(String name, Interval figure) {
        return "  %-38s %s".formatted(name, figure);
    }

    private static String share(String name, Wilson share) {
        return "  %-38s %s".formatted(name, percent(share));
    }

    /// `1.9 % (1.2–2.9) of 1,200`.
    static String percent(Wilson share) {
        if (share.total() == 0) {
            return "nobody";
        }
        return String.format(
                Locale.ROOT,
                share.high() < 0.01
                        ? "%.2f %% (%.2f–%.2f) of %,.0f"
                        : "%.1f %% (%.1f–%.1f) of %,.0f",
                100 * share.share(),
                100 * share.low(),
                100 * share.high(),
                share.total());
    }

    /// A threshold.
    static String bound(double bound) {
        return bound >= 1 ? "never" : String.format(Locale.ROOT, "%.4f", bound);
    }

    /// Of two models.
    ///
    /// @param name of a row
    static List<String> of(Comparison comparison, Function<Changed, String> name) {
        List<String> lines = new ArrayList<>();
        lines.add("  AUC of the challenger, more or less   " + signed(comparison.gain()));
        verdicts(lines, "people", comparison.people());
        verdicts(lines, "bots", comparison.bots());
        if (!comparison.farthest().isEmpty()) {
            lines.add("  Farthest apart, where the verdict changes (`model explain` has more):");
            comparison
                    .farthest()
                    .forEach(changed -> lines.add(changed(name.apply(changed), changed)));
        }
        return lines;
    }

    /// Of one row.
    ///
    /// @param shown contributions that are told one by one
    static List<String> of(Model model, Explanation explanation, int shown) {
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "Score %.4f: %s (challenge from %s, block from %s).",
                        explanation.score(),
                        name(Verdict.of(explanation.score(), model.bounds())),
                        bound(model.bounds().challenge()),
                        bound(model.bounds().block())));
        lines.add(term(explanation.expected(), "of a row of which nothing is known"));
        List<Contribution> first = explanation.contributions().stream().limit(shown).toList();
        first.forEach(each -> lines.add(term(each.adds(), input(model, each))));
        List<Contribution> others = explanation.contributions().stream().skip(shown).toList();
        if (!others.isEmpty()) {
            double rest = others.stream().mapToDouble(Contribution::adds).sum();
            lines.add(term(rest, "of %d other inputs".formatted(others.size())));
        }
        lines.add(term(explanation.sum(), "is what the trees say, before calibration"));
        return lines;
    }

    private static String term(double adds, String what) {
        return String.format(Locale.ROOT, "  %+9.4f  %s", adds, what);
    }

    private static String input(Model model, Contribution contribution) {
        String value =
                String.format(Locale.ROOT, "%s = %.6g", contribution.input(), contribution.value());
        return model.schema().kind().equals(Schema.FAIRGATE)
                ? FeatureName.named(contribution.input())
                        .map(name -> "%-44s %s".formatted(value, name.feature().sentence()))
                        .orElse(value)
                : value;
    }

    private static String signed(Interval gain) {
        return String.format(
                Locale.ROOT, "%+.3f (%+.3f to %+.3f)", gain.value(), gain.low(), gain.high());
    }

    private static void verdicts(
            List<String> lines, String who, Map<Verdict, Map<Verdict, Long>> counts) {
        lines.add(
                "  %-20s %12s %12s %12s   under the challenger"
                        .formatted(who, "allow", "challenge", "block"));
        counts.forEach(
                (verdict, row) ->
                        lines.add(
                                "    %-18s %s"
                                        .formatted(
                                                name(verdict),
                                                row.values().stream()
                                                        .map("%,12d"::formatted)
                                                        .collect(Collectors.joining(" ")))));
    }

    private static String changed(String name, Changed changed) {
        return String.format(
                Locale.ROOT,
                "    %-36s %-6s %.4f %s, then %.4f %s",
                name,
                changed.isBot() ? "bot" : "person",
                changed.champion(),
                name(changed.from()),
                changed.challenger(),
                name(changed.to()));
    }

    private static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
