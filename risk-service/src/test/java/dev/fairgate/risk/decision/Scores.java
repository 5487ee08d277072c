package dev.fairgate.risk.decision;

import dev.fairgate.risk.policy.Thresholds;
import java.util.List;

/// Scores for tests of what comes after them, by thresholds of 0.7 and 0.95.
public final class Scores {

    private static final Thresholds THRESHOLDS = new Thresholds(0.7, 0.95);

    private Scores() {}

    public static Scored of(double score) {
        return new Scored(score, THRESHOLDS.verdict(score), List.of(), score > 0 ? "m-1" : null);
    }

    /// By thresholds that challenge everybody.
    static Scored challenging(double score) {
        return new Scored(score, new Thresholds(0, 0.95).verdict(score), List.of(), null);
    }
}
