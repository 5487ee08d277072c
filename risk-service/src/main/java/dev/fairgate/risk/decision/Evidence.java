package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.list.Listed;
import dev.fairgate.risk.list.Treatment;
import dev.fairgate.risk.policy.Verdict;
import java.util.List;

/// What is known about a request before its challenge response is read.
///
/// @param inFlight whether another request of this account in this sale is still under way
/// @param cleared whether the account solved a challenge for this sale a short while ago
/// @param answered whether the request brings a challenge response
/// @param scored what a model says about it
/// @param limits what the buckets answered; `account-refusals` only if the account's own was over
/// @param features what the rules and the model see
/// @param treatment how people want this buyer to be treated
public record Evidence(
        boolean inFlight,
        boolean cleared,
        boolean answered,
        Scored scored,
        List<LimitOutcome> limits,
        FeatureRow features,
        Treatment treatment) {

    /// Copies the list.
    public Evidence {
        limits = List.copyOf(limits);
    }

    /// Of somebody about whom nobody has said anything.
    public Evidence(
            boolean inFlight,
            boolean cleared,
            boolean answered,
            Scored scored,
            List<LimitOutcome> limits,
            FeatureRow features) {
        this(inFlight, cleared, answered, scored, limits, features, Treatment.USUAL);
    }

    Listed listed() {
        return treatment.listed();
    }

    /// What of it counts: of whoever is on the allow list, the limits of the account itself.
    Evidence heard() {
        return listed() != Listed.ALLOW
                ? this
                : new Evidence(
                        inFlight,
                        cleared,
                        answered,
                        new Scored(scored.score(), Verdict.ALLOW, List.of(), scored.modelVersion()),
                        limits.stream().filter(Evidence::isOfTheAccount).toList(),
                        features,
                        new Treatment(Listed.ALLOW, List.of(Treatment.EVERY)));
    }

    private static boolean isOfTheAccount(LimitOutcome outcome) {
        return outcome.entity() == LimitEntity.ACCOUNT
                || outcome.entity() == LimitEntity.ACCOUNT_REFUSALS;
    }

    /// Whether a part of the store was out of reach, so that a node counted alone.
    boolean isDegraded() {
        return limits.stream().anyMatch(LimitOutcome::local);
    }
}
