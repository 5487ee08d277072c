package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Contests as one page that needs nothing beside it: no script, no font, no picture from
/// elsewhere. Contests of one scenario are pooled; several scenarios have an overview before them.
final class HtmlReport {

    private final Findings all;
    private final List<Findings> scenarios;
    private final Page page;

    private HtmlReport(List<Contest> contests) {
        this.all = new Findings(contests);
        this.scenarios = Findings.byScenario(contests);
        this.page = new Page("Simulated people and bots: " + all.scenario());
    }

    static String of(List<Contest> contests) {
        HtmlReport report = new HtmlReport(contests);
        report.head();
        report.scenarios();
        report.foot();
        return report.page.end();
    }

    private void head() {
        page.begin("header");
        page.text("p", "above", "Fairgate, " + all.scenario());
        page.text("h1", all.headline());
        page.text(
                "p",
                all.crowd()
                        + " came twice and behaved the same: once through the gate, and once with"
                        + " the gate only looking on.");
        page.end("header");
        facts();
        page.figure(StockPicture.of("stock", all));
    }

    private void facts() {
        Pool guarded = all.guarded();
        Pool unguarded = all.unguarded();
        page.begin("dl", "facts");
        fact(
                "stock to simulated people",
                Figures.percent(guarded.shareOfPeople()),
                Figures.percent(unguarded.shareOfPeople()) + " without the gate");
        for (Harm harm : List.of(Harm.REFUSED, Harm.CHALLENGED)) {
            Wilson share = guarded.of(harm);
            fact(
                    "simulated people " + harm.title(),
                    Figures.percent(share),
                    "%s (%s %%)".formatted(Figures.of(share), Figures.range(share)));
        }
        fact(
                "a unit costs a bot",
                Figures.euro(guarded.centsPerUnit()),
                Figures.euro(unguarded.centsPerUnit()) + " without the gate");
        page.end("dl");
    }

    private void fact(String name, String value, String beside) {
        page.begin("div").text("dt", name).text("dd", "value", value);
        page.text("dd", "soft", beside).end("div");
    }

    private void scenarios() {
        if (scenarios.size() == 1) {
            new ScenarioSection(page, "s1", "h2", all).pictures();
            return;
        }
        page.text("h2", "part", "The scenarios").table(overview());
        for (int i = 0; i < scenarios.size(); i++) {
            new ScenarioSection(page, "s" + (i + 1), "h3", scenarios.get(i)).whole();
        }
    }

    private Table overview() {
        List<List<String>> rows = new ArrayList<>();
        scenarios.forEach(it -> rows.add(row(Figures.sentence(it.scenario()), it)));
        rows.add(row("All", all));
        return new Table(
                "Share of the stock to simulated people, and what the gate did to them",
                List.of(
                        "scenario",
                        "sales",
                        "simulated people",
                        "to people, gate",
                        "to people, without",
                        "people refused",
                        "people challenged"),
                rows);
    }

    private static List<String> row(String name, Findings findings) {
        return List.of(
                name,
                Figures.count(findings.contests().size()),
                Figures.count(findings.guarded().people()),
                Figures.percent(findings.guarded().shareOfPeople()),
                Figures.percent(findings.unguarded().shareOfPeople()),
                Figures.bounded(findings.guarded().of(Harm.REFUSED)),
                Figures.bounded(findings.guarded().of(Harm.CHALLENGED)));
    }

    private void foot() {
        page.begin("footer");
        page.text("h2", "What the words mean").begin("dl");
        word(
                "Simulated people",
                "Nobody here is a person. How real buyers fare is for your own log to say; these"
                        + " figures compare gates, and versions of one gate.");
        word("Hands", distinct(it -> Words.hands(it.motion())) + ".");
        word("Seed", distinct(it -> String.valueOf(it.seed())));
        for (Harm harm : Harm.values()) {
            word(Figures.sentence(harm.title()), Figures.sentence(harm.meaning()) + ".");
        }
        word(
                "Only looking on",
                "The gate decides and logs what it would have done, and lets everybody through.");
        word(
                "95 % interval",
                "The Wilson score interval: where the share itself may lie, as far as so many"
                        + " simulated people can tell.");
        word(
                "A unit costs a bot",
                "What bots paid for accounts, addresses and solved challenges at the scenario's"
                        + " prices, by the units that they got.");
        word("Played", distinct(it -> it.at().toString()));
        word("Machine", Machine.describe());
        page.end("dl").end("footer");
    }

    private void word(String word, String meaning) {
        page.text("dt", word).text("dd", meaning);
    }

    private String distinct(Function<Contest, String> fact) {
        return all.contests().stream().map(fact).distinct().collect(Collectors.joining(", "));
    }
}
