package dev.fairgate.risk.label;

import dev.fairgate.risk.policy.Verdict;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What was decided about the newest labelled decisions that this node made, against who was
/// behind them as the label says. Of a decision that is labelled again the last word counts.
///
/// Half of it is memory: a label joins its decision only while the decision is among the newest
/// that this node knows. Thread-safe.
final class Confusion {

    private final Newest<Verdict> decisions;
    private final Newest<Judged> labelled;
    private final Map<Verdict, Map<Label, Integer>> counts = new EnumMap<>(Verdict.class);

    /// @param known how many decisions are remembered, about 150 bytes each
    /// @param window how many labelled ones count
    Confusion(int known, int window) {
        decisions = new Newest<>(known);
        labelled = new Newest<>(window);
    }

    private record Judged(Verdict verdict, Label label) {}

    synchronized void decided(String decisionId, Verdict verdict) {
        decisions.put(decisionId, verdict);
    }

    /// Whether the decision is known here.
    synchronized boolean labelled(String decisionId, Label label) {
        Optional<Verdict> verdict =
                labelled.find(decisionId).map(Judged::verdict).or(() -> decisions.find(decisionId));
        verdict.ifPresent(it -> judge(decisionId, new Judged(it, label)));
        return verdict.isPresent();
    }

    private void judge(String decisionId, Judged judged) {
        labelled.remove(decisionId).ifPresent(before -> count(before, -1));
        labelled.put(decisionId, judged).ifPresent(eldest -> count(eldest, -1));
        count(judged, 1);
    }

    private void count(Judged judged, int more) {
        counts.computeIfAbsent(judged.verdict(), _ -> new EnumMap<>(Label.class))
                .merge(judged.label(), more, Integer::sum);
    }

    synchronized int count(Verdict verdict, Label label) {
        Map<Label, Integer> ofVerdict = counts.get(verdict);
        return ofVerdict == null ? 0 : ofVerdict.getOrDefault(label, 0);
    }

    /// Bots among those that were stopped; not a number while none was.
    ///
    /// @param from the mildest verdict that counts as stopped
    double precision(Verdict from) {
        return share(stopped(from, Label.BOT), stopped(from, Label.HUMAN));
    }

    /// Those that were stopped among bots.
    double recall(Verdict from) {
        return share(stopped(from, Label.BOT), passed(from, Label.BOT));
    }

    /// Those that were stopped among people: the false positive rate.
    double falsePositiveRate(Verdict from) {
        return share(stopped(from, Label.HUMAN), passed(from, Label.HUMAN));
    }

    private static double share(int part, int rest) {
        return part + rest == 0 ? Double.NaN : (double) part / (part + rest);
    }

    private int stopped(Verdict from, Label label) {
        int sum = 0;
        for (Verdict verdict : Verdict.values()) {
            sum += verdict.compareTo(from) >= 0 ? count(verdict, label) : 0;
        }
        return sum;
    }

    private int passed(Verdict from, Label label) {
        int sum = 0;
        for (Verdict verdict : Verdict.values()) {
            sum += verdict.compareTo(from) < 0 ? count(verdict, label) : 0;
        }
        return sum;
    }

    /// The newest things by name; the eldest make room.
    private static final class Newest<T> {

        private final int most;
        private final LinkedHashMap<String, T> things = new LinkedHashMap<>();

        Newest(int most) {
            this.most = most;
        }

        Optional<T> find(String name) {
            return Optional.ofNullable(things.get(name));
        }

        Optional<T> remove(String name) {
            return Optional.ofNullable(things.remove(name));
        }

        /// What made room.
        Optional<T> put(String name, T thing) {
            things.put(name, thing);
            return things.size() > most
                    ? Optional.of(things.pollFirstEntry().getValue())
                    : Optional.empty();
        }
    }
}
