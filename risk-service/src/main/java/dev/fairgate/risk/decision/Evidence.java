package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.limit.LimitOutcome;
import java.util.List;

/// What is known about a request before its challenge response is read.
///
/// @param inFlight whether another request of this account in this sale is still under way
/// @param cleared whether the account solved a challenge for this sale a short while ago
/// @param answered whether the request brings a challenge response
/// @param scored what a model says about it
/// @param limits what the buckets answered; `account-refusals` only if the account's own was over
/// @param features what the rules and the model see
public record Evidence(
        boolean inFlight,
        boolean cleared,
        boolean answered,
        Scored scored,
        List<LimitOutcome> limits,
        FeatureRow features) {

    /// Copies the list.
    public Evidence {
        limits = List.copyOf(limits);
    }

    /// Whether a part of the store was out of reach, so that a node counted alone.
    boolean isDegraded() {
        return limits.stream().anyMatch(LimitOutcome::local);
    }
}
