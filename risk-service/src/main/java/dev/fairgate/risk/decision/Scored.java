package dev.fairgate.risk.decision;

import dev.fairgate.risk.policy.Thresholds;
import dev.fairgate.risk.policy.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a model says about a request.
///
/// @param score in [0, 1], the probability that no person is behind it; 0 without a model
/// @param verdict what the score comes to; a block only where what the request says by itself is
///     enough for one
/// @param reasons what the score is made of, where it reaches a threshold
/// @param modelVersion null without a model
public record Scored(
        double score, Verdict verdict, List<Reason> reasons, @Nullable String modelVersion) {

    /// Copies the list.
    public Scored {
        reasons = List.copyOf(reasons);
    }

    /// Without a model (policy RULES_ONLY): nobody is suspected before rules and limits speak,
    /// unless the policy challenges whoever it is.
    public static Scored without(Optional<Thresholds> thresholds) {
        Verdict verdict = thresholds.map(own -> own.verdict(0)).orElse(Verdict.ALLOW);
        return new Scored(0, verdict, List.of(), null);
    }
}
