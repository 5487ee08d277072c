package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.arena.report.Play.Attacker;
import dev.fairgate.benchmarks.arena.report.Play.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What one or several contests came to: the plays through the gate, and the same behaviour with
/// the gate only looking on.
///
/// @param contests that are pooled, at least one
public record Findings(List<Contest> contests) {

    /// Takes a copy.
    public Findings {
        contests = List.copyOf(contests);
        if (contests.isEmpty()) {
            throw new IllegalArgumentException("there was no contest");
        }
    }

    /// Of one contest.
    public static Findings of(Contest contest) {
        return new Findings(List.of(contest));
    }

    /// Those of each scenario by itself, in the order in which scenarios are first met.
    public static List<Findings> byScenario(List<Contest> contests) {
        Map<String, Findings> scenarios = new LinkedHashMap<>();
        contests.forEach(it -> scenarios.merge(it.scenario(), of(it), Findings::plus));
        return List.copyOf(scenarios.values());
    }

    /// Through the gate.
    public Pool guarded() {
        return new Pool(contests.stream().map(Contest::guarded).toList());
    }

    /// With the gate only looking on.
    public Pool unguarded() {
        return new Pool(contests.stream().map(Contest::unguarded).toList());
    }

    /// People by kind, on both sides.
    List<Both<Slice>> slices() {
        return both(Pool::slices, Slice::name, it -> Slice.none(it.name()));
    }

    /// Bots by threat and kind, on both sides.
    List<Both<Attacker>> attackers() {
        return both(Pool::attackers, Attacker::kind, it -> Attacker.none(it.name(), it.threat()));
    }

    private <T> List<Both<T>> both(
            Function<Pool, List<T>> parts, Function<T, Object> kind, UnaryOperator<T> none) {
        Map<Object, Both<T>> kinds = new LinkedHashMap<>();
        parts.apply(guarded())
                .forEach(it -> kinds.put(kind.apply(it), new Both<>(it, none.apply(it))));
        parts.apply(unguarded())
                .forEach(
                        it ->
                                kinds.merge(
                                        kind.apply(it),
                                        new Both<>(none.apply(it), it),
                                        (one, other) ->
                                                new Both<>(one.guarded(), other.unguarded())));
        return List.copyOf(kinds.values());
    }

    /// The same kind through the gate and with the gate only looking on; all zero where it was not.
    record Both<T>(T guarded, T unguarded) {}

    /// The scenario's name, or how many scenarios these are.
    String scenario() {
        List<String> names = contests.stream().map(Contest::scenario).distinct().toList();
        return names.size() == 1 ? names.getFirst() : names.size() + " scenarios";
    }

    /// The finding in one sentence.
    String headline() {
        String sales = contests.size() == 1 ? "" : " in " + contests.size() + " sales";
        return "Of %s units%s, simulated people got %s with the gate and %s without it."
                .formatted(
                        Figures.count(guarded().allocation()),
                        sales,
                        Figures.count(guarded().unitsOfPeople()),
                        Figures.count(unguarded().unitsOfPeople()));
    }

    /// How many came.
    String crowd() {
        return "%s simulated people and %s bots"
                .formatted(Figures.count(guarded().people()), Figures.count(guarded().bots()));
    }

    private Findings plus(Findings other) {
        return new Findings(Stream.concat(contests.stream(), other.contests.stream()).toList());
    }
}
