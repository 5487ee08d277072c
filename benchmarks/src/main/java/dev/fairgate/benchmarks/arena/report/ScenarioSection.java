package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.arena.report.Findings.Both;
import dev.fairgate.benchmarks.arena.report.Play.Attacker;
import dev.fairgate.benchmarks.arena.report.Play.Latency;
import dev.fairgate.benchmarks.arena.report.Play.Slice;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a page says of one scenario: pictures, then tables.
final class ScenarioSection {

    private final Page page;
    private final String id;
    private final String head;
    private final Findings findings;

    /// @param id what identifiers of its pictures begin with
    /// @param head the element of the heads of its parts
    ScenarioSection(Page page, String id, String head, Findings findings) {
        this.page = page;
        this.id = id;
        this.head = head;
        this.findings = findings;
    }

    /// A section with its own head, for a page with others.
    void whole() {
        page.begin("section", "scenario");
        page.text("h2", Figures.sentence(findings.scenario()));
        page.text("p", findings.headline() + " There were " + findings.crowd() + ".");
        page.figure(StockPicture.of(id + "-stock", findings));
        pictures();
        page.end("section");
    }

    /// Everything but the head.
    void pictures() {
        Window window = Window.of(findings);
        units(window);
        answers(window);
        slices();
        attackers();
        plays();
    }

    private void part(String name) {
        page.text(head, "part", name);
    }

    private void units(Window window) {
        part("Units by owner over time");
        page.figure(
                List.of(
                        UnitsPicture.of(id + "-units-g", Words.GUARDED, findings.guarded(), window),
                        UnitsPicture.of(
                                id + "-units-u", Words.UNGUARDED, findings.unguarded(), window)),
                "Units in the hands of simulated people and, on top of them, of bots, by seconds"
                        + " since the opening. Both pictures have the same axes.");
    }

    private void answers(Window window) {
        part("Verdicts over time");
        for (Who who : Who.values()) {
            page.legend(AnswersPicture.kinds(who, findings));
            page.figure(
                    AnswersPicture.both(
                            id + "-" + who.name().toLowerCase(Locale.ROOT), who, findings, window),
                    ("Answers to purchases of %s, a bar for every %s ms."
                                    + " Both pictures have the same axes.")
                            .formatted(who.title(), window.stepMs()));
        }
    }

    private void slices() {
        part("Which simulated people were challenged or refused");
        page.figure(
                List.of(
                        SlicesPicture.of(id + "-challenged", findings.guarded(), Harm.CHALLENGED),
                        SlicesPicture.of(id + "-refused", findings.guarded(), Harm.REFUSED)),
                "Through the gate. The dot is the share of simulated people, the line its 95 %"
                        + " interval: the fewer people, the longer. Each has its own scale.");
        page.table(
                new Table(
                        "Simulated people by slice; units without: with the gate only looking on",
                        List.of(
                                "slice",
                                "people",
                                "units",
                                "units without",
                                "challenged",
                                "refused",
                                "too late",
                                "gave up"),
                        findings.slices().stream().map(ScenarioSection::row).toList()));
    }

    private static List<String> row(Both<Slice> both) {
        Slice slice = both.guarded();
        return List.of(
                slice.name(),
                Figures.count(slice.people()),
                Figures.count(slice.units()),
                Figures.count(both.unguarded().units()),
                Figures.count(slice.challenged()),
                Figures.count(slice.refused()),
                Figures.count(slice.tooLate()),
                Figures.count(slice.gaveUp()));
    }

    private void attackers() {
        part("What bots got, and what it cost them");
        page.table(
                new Table(
                        "Bots by OWASP Automated Threat; without: with the gate only looking on",
                        List.of(
                                "threat",
                                "bots",
                                "requests",
                                "units",
                                "units without",
                                "challenged",
                                "refused",
                                "answers bought",
                                "a unit costs",
                                "without"),
                        findings.attackers().stream().map(ScenarioSection::bots).toList()));
    }

    private static List<String> bots(Both<Attacker> both) {
        Attacker bots = both.guarded();
        return List.of(
                bots.kind(),
                Figures.count(bots.bots()),
                Figures.count(bots.requests()),
                Figures.count(bots.units()),
                Figures.count(both.unguarded().units()),
                Figures.count(bots.challenged()),
                Figures.count(bots.refused()),
                Figures.count(bots.answersBought()),
                Figures.euro(bots.centsPerUnit()),
                Figures.euro(both.unguarded().centsPerUnit()));
    }

    private void plays() {
        part("How fast it went");
        page.table(
                new Table(
                        "Sale by sale; milliseconds from sending a purchase to having its answer,"
                                + " on this machine with the crowd beside it",
                        List.of(
                                "sale",
                                "sold out after",
                                "to people",
                                "purchases",
                                "p50 ms",
                                "p99 ms",
                                "longest ms"),
                        findings.contests().stream().flatMap(ScenarioSection::plays).toList()));
    }

    private static Stream<List<String>> plays(Contest contest) {
        String seed = "seed " + contest.seed() + ", ";
        return Stream.of(
                play(seed + Words.GUARDED, new Pool(List.of(contest.guarded()))),
                play(seed + Words.UNGUARDED, new Pool(List.of(contest.unguarded()))));
    }

    private static List<String> play(String name, Pool pool) {
        Latency latency = pool.latency();
        return List.of(
                name,
                Figures.soldOut(pool.soldOutSeconds()),
                Figures.percent(pool.shareOfPeople()),
                Figures.count(latency.purchases()),
                Figures.millis(latency.p50Ms()),
                Figures.millis(latency.p99Ms()),
                Figures.millis(latency.maxMs()));
    }
}
