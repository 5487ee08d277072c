package dev.fairgate.models.card;

import dev.fairgate.models.evaluation.Drift;
import dev.fairgate.models.evaluation.Evaluation;
import dev.fairgate.models.evaluation.Importance;
import dev.fairgate.models.evaluation.Interval;
import dev.fairgate.models.evaluation.Slice;
import dev.fairgate.models.evaluation.Wilson;
import dev.fairgate.models.scoring.Model;
import dev.fairgate.models.table.Table;
import dev.fairgate.models.training.Part;
import dev.fairgate.models.training.Trained;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What people read before a model decides about people: figures with their bounds, what it does to
/// whom, what it was made of, and what it is not for. The same model and table give the same bytes.
public final class Card {

    private static final int SHOWN = 15;

    /// What would be written as nothing is not shown.
    private static final double LEAST = 5e-4;

    private final Page page;
    private final Table table;
    private final Model model;
    private final Evaluation evaluation;

    private Card(Table table, Model model, Evaluation evaluation, String version) {
        this.page = new Page("Model " + version);
        this.table = table;
        this.model = model;
        this.evaluation = evaluation;
    }

    /// Of a model that was just made.
    ///
    /// @param version what the model is called
    public static String of(Table table, Trained trained, String version) {
        Card card = new Card(table, trained.model(), trained.evaluation(), version);
        card.head(version, "measured on rows that had no part in it");
        trained.findings().forEach(card.page::warning);
        card.facts();
        card.notes(trained.notes());
        card.data(trained);
        card.pictures();
        card.importance(trained.judged());
        card.slices();
        card.drift(trained.drift());
        card.foot();
        return card.page.end();
    }

    /// Of a model on another table.
    ///
    /// @param version what the model is called
    public static String of(Table table, Model model, Evaluation evaluation, String version) {
        Card card = new Card(table, model, evaluation, version);
        card.head(version, "measured on all of " + table.name());
        card.facts();
        card.pictures();
        card.importance(IntStream.range(0, table.rows()).toArray());
        card.slices();
        card.foot();
        return card.page.end();
    }

    private void head(String version, String how) {
        page.text("p", "above", "Fairgate, model " + version);
        page.text("h1", "How well %s tells bots from people".formatted(version));
        page.text(
                "p",
                ("A classifier of %d inputs, %s. It gives the probability that no person is behind a"
                                + " request. It challenges %s, and blocks %s.")
                        .formatted(
                                model.schema().inputs().size(),
                                how,
                                Numbers.bound(evaluation.bounds().challenge()),
                                Numbers.bound(evaluation.bounds().block())));
    }

    private void facts() {
        page.begin("dl", "facts");
        Interval auc = evaluation.measured().auc();
        page.fact("AUC", Numbers.number(auc.value()), Numbers.range(auc));
        Interval precision = evaluation.measured().precision();
        page.fact("PR-AUC", Numbers.number(precision.value()), Numbers.range(precision));
        fact("people challenged", evaluation.challenged());
        fact("people blocked", evaluation.blocked());
        fact("bots caught", evaluation.caught());
        Interval recall = evaluation.measured().recallAtOne();
        page.fact(
                "bots reached at 1 % of people",
                Numbers.percent(recall.value()),
                "%s–%s".formatted(Numbers.percent(recall.low()), Numbers.percent(recall.high())));
        page.end("dl");
    }

    private void fact(String name, Wilson share) {
        page.fact(
                name,
                share.total() == 0 ? "–" : Numbers.percent(share.share()),
                "%s, of %,.0f".formatted(Numbers.range(share), share.total()));
    }

    private void notes(List<String> notes) {
        if (!notes.isEmpty()) {
            page.begin("ul", "");
            notes.forEach(note -> page.text("li", note));
            page.end("ul");
        }
    }

    private void data(Trained trained) {
        page.text("h2", "What it was made of");
        page.table(
                "Rows of %s by purpose; no entity is in two parts".formatted(table.name()),
                List.of("part", "rows", "bots", "from", "to"),
                trained.parts().stream().map(Card::part).toList());
        List<List<String>> beside = new ArrayList<>();
        beside.add(List.of("this model", Numbers.number(evaluation.measured().auc().value())));
        trained.baseline()
                .ifPresent(
                        it ->
                                beside.add(
                                        List.of(
                                                "one weight for each input (logistic regression)",
                                                Numbers.number(it))));
        trained.careless()
                .ifPresent(
                        it ->
                                beside.add(
                                        List.of(
                                                "a split at random, which must not look far better",
                                                Numbers.number(it))));
        page.table("What else could be had: AUC", List.of("", "AUC"), beside);
    }

    private static List<String> part(Part part) {
        return List.of(
                part.name(),
                "%,d".formatted(part.rows()),
                "%,d".formatted(part.bots()),
                part.from().map(Object::toString).orElse("–"),
                part.to().map(Object::toString).orElse("–"));
    }

    private void pictures() {
        page.text("h2", "How well it ranks, and what its probabilities are worth");
        page.begin("div", "pair");
        page.figure(
                Curves.roc(evaluation), "ROC: bots reached by people reached. Dashed: guessing.");
        page.figure(
                Curves.precision(evaluation),
                "Precision by share of bots reached. Dashed: guessing.");
        page.figure(
                Curves.calibration(evaluation),
                "Ten groups of rows by probability: how many said, how many seen. On the dashed line"
                        + " they agree; Brier score %.4f, off by %.3f on average."
                                .formatted(
                                        evaluation.reliability().brier(),
                                        evaluation.reliability().error()));
        page.begin("div", "");
        page.legend();
        page.figure(Curves.scores(evaluation), "Where people and bots stand, in percent of each.");
        page.end("div");
        page.begin("div", "");
        page.legend();
        page.figure(
                Curves.trades(evaluation),
                "What a threshold costs: people who are met by it, and bots who get through"
                        + " below it.");
        page.end("div");
        page.end("div");
    }

    private void importance(int[] rows) {
        List<Importance> inputs =
                Importance.of(model, table, rows).stream()
                        .filter(it -> it.mean() >= LEAST)
                        .limit(SHOWN)
                        .toList();
        page.text("h2", "What it looks at");
        page.bars(
                "Mean size of each input's contribution, before calibration (exact Shapley values,"
                        + " at most 2,000 rows)",
                inputs.stream().map(Importance::input).toList(),
                inputs.stream().map(Importance::mean).toList());
    }

    private void slices() {
        if (evaluation.slices().isEmpty()) {
            return;
        }
        page.text("h2", "Who pays for it");
        page.table(
                "By part of the people, with 95 % intervals: small parts have wide ones",
                List.of("part", "people", "challenged", "blocked", "bots", "bots caught"),
                evaluation.slices().stream().map(Card::slice).toList());
    }

    private static List<String> slice(Slice slice) {
        return List.of(
                slice.name() + ": " + slice.value(),
                "%,.0f".formatted(slice.challenged().total()),
                Numbers.bounded(slice.challenged()),
                Numbers.bounded(slice.blocked()),
                "%,.0f".formatted(slice.caught().total()),
                Numbers.bounded(slice.caught()));
    }

    private void drift(List<Drift> drift) {
        if (drift.isEmpty()) {
            return;
        }
        page.text("h2", "What has moved since training");
        page.table(
                "Population stability index of inputs, training to latest; 0.25 and more is another"
                        + " world",
                List.of("input", "PSI", ""),
                drift.stream()
                        .filter(it -> it.index() >= LEAST)
                        .limit(SHOWN)
                        .map(
                                it ->
                                        List.of(
                                                it.input(),
                                                Numbers.number(it.index()),
                                                it.hasMoved() ? "moved" : ""))
                        .toList());
    }

    private void foot() {
        page.text("h2", "What it is for, and what not");
        page.begin("ul", "");
        page.text(
                "li",
                table.isFairgate()
                        ? "It advises a gate that sells a limited stock. Limits, lists and rules stand"
                                + " beside it; whoever is challenged may prove to be a person, and"
                                + " whoever is blocked may appeal."
                        : "It ranks rows of tables like this one. It wants the same columns, with the"
                                + " same meaning, and cannot decide about requests.");
        page.text(
                "li",
                "It knows what its labels knew. Bots that nobody found are people to it, and so are"
                        + " those of a kind that it has not met.");
        page.text(
                "li",
                "Figures hold for people like those in the data. Look at the intervals, and at the"
                        + " parts of the people, before it decides alone.");
        page.end("ul");
        page.begin("footer", "");
        page.table(
                "What the file says of itself",
                List.of("", ""),
                model.training().entrySet().stream()
                        .map(it -> List.of(it.getKey(), it.getValue()))
                        .toList());
        page.end("footer");
    }
}
