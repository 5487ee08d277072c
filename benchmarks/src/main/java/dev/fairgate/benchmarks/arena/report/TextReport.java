package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.arena.report.Findings.Both;
import dev.fairgate.benchmarks.arena.report.Play.Attacker;
import dev.fairgate.benchmarks.arena.report.Play.Slice;
import java.util.List;
import java.util.function.Function;

/// Contests for a terminal of 96 columns.
public final class TextReport {

    private static final Columns MEASURES = Columns.of(28, 34, 28);
    private static final Columns SLICES = Columns.of(26, 6, 6, 8, 15, 13, 9);
    private static final Columns ATTACKERS = Columns.of(34, 6, 8, 6, 8, 10, 8, 8);
    private static final Columns SCENARIOS = Columns.of(34, 8, 8, 20, 20);

    private final Findings findings;
    private final StringBuilder text = new StringBuilder();

    private TextReport(Findings findings) {
        this.findings = findings;
    }

    /// One contest by itself, a newline at its end.
    public static String of(Contest contest) {
        TextReport report = new TextReport(Findings.of(contest));
        report.head(contest);
        report.measures();
        report.slices();
        report.attackers();
        report.text.append(
                """

                Simulated people only, hands: %s. "without": the gate only looking on.
                In brackets: 95 %% Wilson score interval.
                """
                        .formatted(contest.motion()));
        return report.text.toString();
    }

    /// Several contests, one line for each scenario and one for all.
    public static String overview(List<Contest> contests) {
        TextReport report = new TextReport(new Findings(contests));
        report.scenarios();
        return report.text.toString();
    }

    private void head(Contest contest) {
        text.append(
                "%s: %s, %s units, seed %s%n%n"
                        .formatted(
                                Figures.sentence(contest.scenario()),
                                findings.crowd(),
                                Figures.count(findings.guarded().allocation()),
                                contest.seed()));
        text.append(MEASURES.line("", "through the gate", "gate only looking on"));
    }

    private void measures() {
        measure("units to simulated people", it -> part(it, it.unitsOfPeople()));
        measure("units to bots", it -> part(it, it.unitsOfBots()));
        measure("sold out after", it -> Figures.soldOut(it.soldOutSeconds()));
        harm("simulated people challenged", Harm.CHALLENGED);
        harm("simulated people refused", Harm.REFUSED);
        harm("challenged and too late", Harm.TOO_LATE);
        harm("gave up", Harm.GAVE_UP);
        measure("a unit costs a bot", it -> Figures.euro(it.centsPerUnit()));
        measure("purchase answered, p50 / p99", it -> Figures.latency(it.latency()));
    }

    private void measure(String name, Function<Pool, String> figure) {
        text.append(
                MEASURES.line(
                        name,
                        figure.apply(findings.guarded()),
                        figure.apply(findings.unguarded())));
    }

    private static String part(Pool pool, int units) {
        return "%s %8s".formatted(Figures.count(units), Figures.percent(pool.shareOfStock(units)));
    }

    private void harm(String name, Harm harm) {
        Wilson unguarded = findings.unguarded().of(harm);
        text.append(
                MEASURES.line(
                        name,
                        met(findings.guarded().of(harm)),
                        unguarded.count() == 0 ? "0" : met(unguarded)));
    }

    private static String met(Wilson share) {
        return Figures.of(share) + "  " + Figures.bounded(share);
    }

    private void slices() {
        text.append("\n");
        text.append(
                SLICES.line(
                        "simulated people",
                        "came",
                        "units",
                        "without",
                        "challenged",
                        "refused",
                        "too late"));
        for (Both<Slice> both : findings.slices()) {
            Slice slice = both.guarded();
            text.append(
                    SLICES.line(
                            slice.name(),
                            Figures.count(slice.people()),
                            Figures.count(slice.units()),
                            Figures.count(both.unguarded().units()),
                            counted(Harm.CHALLENGED.of(slice)),
                            counted(Harm.REFUSED.of(slice)),
                            Figures.count(slice.tooLate())));
        }
    }

    private void attackers() {
        text.append("\n");
        text.append(
                ATTACKERS.line(
                        "bots",
                        "came",
                        "requests",
                        "units",
                        "without",
                        "challenged",
                        "refused",
                        "a unit"));
        for (Both<Attacker> both : findings.attackers()) {
            Attacker bots = both.guarded();
            text.append(
                    ATTACKERS.line(
                            bots.kind(),
                            Figures.count(bots.bots()),
                            Figures.count(bots.requests()),
                            Figures.count(bots.units()),
                            Figures.count(both.unguarded().units()),
                            Figures.count(bots.challenged()),
                            Figures.count(bots.refused()),
                            Figures.euro(bots.centsPerUnit())));
        }
    }

    private void scenarios() {
        text.append(
                SCENARIOS.line(
                        "share to simulated people", "gate", "without", "refused", "challenged"));
        Findings.byScenario(findings.contests())
                .forEach(it -> scenario(Figures.sentence(it.scenario()), it));
        scenario("All", findings);
        text.append("%s. In brackets: 95 %% Wilson score interval.%n".formatted(findings.crowd()));
    }

    private void scenario(String name, Findings of) {
        text.append(
                SCENARIOS.line(
                        name,
                        Figures.percent(of.guarded().shareOfPeople()),
                        Figures.percent(of.unguarded().shareOfPeople()),
                        Figures.bounded(of.guarded().of(Harm.REFUSED)),
                        Figures.bounded(of.guarded().of(Harm.CHALLENGED))));
    }

    private static String counted(Wilson share) {
        return "%s %7s".formatted(Figures.count(share.count()), Figures.percent(share.share()));
    }
}
