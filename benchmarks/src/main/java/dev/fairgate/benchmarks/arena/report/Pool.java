package dev.fairgate.benchmarks.arena.report;

import dev.fairgate.benchmarks.arena.report.Play.Attacker;
import dev.fairgate.benchmarks.arena.report.Play.Latency;
import dev.fairgate.benchmarks.arena.report.Play.Moment;
import dev.fairgate.benchmarks.arena.report.Play.Slice;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// One or several plays taken together: everything is added up, unless a measure says otherwise.
///
/// @param plays all through the gate, or all with the gate only looking on
public record Pool(List<Play> plays) {

    /// Takes a copy.
    public Pool {
        plays = List.copyOf(plays);
        if (plays.isEmpty()) {
            throw new IllegalArgumentException("nothing was played");
        }
    }

    /// Units that there were.
    public int allocation() {
        return sum(Play::allocation);
    }

    /// Units in the hands of people.
    public int unitsOfPeople() {
        return sum(Play::unitsOfPeople);
    }

    /// Units in the hands of bots.
    public int unitsOfBots() {
        return sum(Play::unitsOfBots);
    }

    /// Units that nobody took.
    public int unitsLeft() {
        return Math.max(0, allocation() - unitsOfPeople() - unitsOfBots());
    }

    /// How much of all units people got, between 0 and 1. Units that nobody took count against
    /// people: 291 of 300 is 0.97 whoever has the other nine.
    public double shareOfPeople() {
        return shareOfStock(unitsOfPeople());
    }

    /// So many units as a share of all.
    double shareOfStock(int units) {
        return allocation() == 0 ? 0 : (double) units / allocation();
    }

    /// People who came.
    public int people() {
        return sum(Play::people);
    }

    /// Bots that came.
    public int bots() {
        return sum(Play::bots);
    }

    /// How many of all people were met by it.
    public Wilson of(Harm harm) {
        long count = slices().stream().mapToLong(slice -> harm.of(slice).count()).sum();
        return Wilson.of(count, people());
    }

    /// People by kind, in the order in which kinds are first met.
    public List<Slice> slices() {
        return merged(Play::slices, Slice::name, Slice::plus);
    }

    /// Bots by threat and kind, in the order in which kinds are first met.
    public List<Attacker> attackers() {
        return merged(Play::attackers, Attacker::kind, Attacker::plus);
    }

    /// What bots paid for a unit; empty when they got none.
    public OptionalDouble centsPerUnit() {
        int units = unitsOfBots();
        return units == 0 ? OptionalDouble.empty() : OptionalDouble.of(costCents() / units);
    }

    /// What bots paid in all.
    public double costCents() {
        return attackers().stream().mapToDouble(Attacker::costCents).sum();
    }

    /// When the last unit was taken in the median play (the earlier of two); empty when that one
    /// had units left.
    public OptionalDouble soldOutSeconds() {
        long[] ms =
                plays.stream()
                        .mapToLong(play -> play.soldOutMs().orElse(Long.MAX_VALUE))
                        .sorted()
                        .toArray();
        long median = ms[(ms.length - 1) / 2];
        return median == Long.MAX_VALUE
                ? OptionalDouble.empty()
                : OptionalDouble.of(median / 1_000.0);
    }

    /// Steps in order, those of the same time added up.
    public List<Moment> timeline() {
        Map<Integer, Moment> steps = new TreeMap<>();
        plays.forEach(
                play -> play.timeline().forEach(it -> steps.merge(it.atMs(), it, Moment::plus)));
        return List.copyOf(steps.values());
    }

    /// All purchases, and the **worst** play's times: quantiles of several plays cannot be added.
    public Latency latency() {
        return plays.stream()
                .map(Play::latency)
                .reduce(
                        (one, other) ->
                                new Latency(
                                        one.purchases() + other.purchases(),
                                        Math.max(one.p50Ms(), other.p50Ms()),
                                        Math.max(one.p99Ms(), other.p99Ms()),
                                        Math.max(one.maxMs(), other.maxMs())))
                .orElseThrow();
    }

    private int sum(ToIntFunction<Play> count) {
        return plays.stream().mapToInt(count).sum();
    }

    private <T> List<T> merged(
            Function<Play, Collection<T>> parts, Function<T, Object> kind, BinaryOperator<T> plus) {
        Map<Object, T> kinds = new LinkedHashMap<>();
        plays.forEach(
                play -> parts.apply(play).forEach(it -> kinds.merge(kind.apply(it), it, plus)));
        return List.copyOf(kinds.values());
    }
}
