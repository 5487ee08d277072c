package dev.fairgate.risk.model;

import dev.fairgate.models.feature.Cells;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.schema.Signal;
import dev.fairgate.risk.decision.Reason;
import dev.fairgate.risk.decision.Scored;
import dev.fairgate.risk.decision.Scoring;
import dev.fairgate.risk.policy.Thresholds;
import dev.fairgate.risk.policy.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// Scores by whichever models are in force at the moment. Thread-safe; nothing here waits.
final class CurrentModels implements Scoring {

    private static final int MOST_REASONS = 3;
    private static final double LEAST_SHARE = 0.1;

    private final Cells cells;
    private final AtomicReference<LineUp> lineUp = new AtomicReference<>(LineUp.NONE);

    CurrentModels(Cells cells) {
        this.cells = cells;
    }

    LineUp lineUp() {
        return lineUp.get();
    }

    /// From the next decision on.
    void install(LineUp next) {
        lineUp.set(next);
    }

    @Override
    public Scored score(String accountId, FeatureRow row, Optional<Thresholds> thresholds) {
        return lineUp.get()
                .scoring(accountId, cells::hash)
                .map(served -> score(served, row, thresholds))
                .orElseGet(() -> Scored.without(thresholds));
    }

    private static Scored score(Served served, FeatureRow row, Optional<Thresholds> thresholds) {
        double score = served.scorer().score(row);
        Verdict verdict = served.verdict(score, row, thresholds);
        List<Reason> reasons = verdict == Verdict.ALLOW ? List.of() : reasons(served, row);
        return new Scored(score, verdict, reasons, served.version());
    }

    /// The signals that speak most against a request. Shares of what speaks against it, by the path
    /// of the row through the trees: an approximation, as exact ones cost a hundred times more.
    private static List<Reason> reasons(Served served, FeatureRow row) {
        double[] bySignal = new double[Signal.values().length];
        served.scorer().attribute(row, bySignal);
        double against = 0;
        for (double contribution : bySignal) {
            against += Math.max(0, contribution);
        }
        List<Reason> reasons = new ArrayList<>(MOST_REASONS);
        for (Signal signal : strongest(bySignal)) {
            double share = Math.round(100 * of(signal, bySignal) / against) / 100.0;
            if (share >= LEAST_SHARE) {
                reasons.add(new Reason(code(signal), share));
            }
        }
        return reasons;
    }

    private static List<Signal> strongest(double[] bySignal) {
        return Stream.of(Signal.values())
                .filter(signal -> of(signal, bySignal) > 0)
                .sorted(Comparator.comparingDouble(signal -> -of(signal, bySignal)))
                .limit(MOST_REASONS)
                .toList();
    }

    @SuppressWarnings("EnumOrdinal") // such arrays are in the order of the signals
    private static double of(Signal signal, double[] bySignal) {
        return bySignal[signal.ordinal()];
    }

    private static String code(Signal signal) {
        return "score-" + signal.name().toLowerCase(Locale.ROOT);
    }
}
