package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.policy.Thresholds;
import java.util.Optional;

/// Asks the model that an account's requests are scored by.
public interface Scoring {

    /// No model: rules and limits decide alone.
    Scoring NONE = (_, _, thresholds) -> Scored.without(thresholds);

    /// Never fails and never waits.
    ///
    /// @param thresholds the policy's for the sale, which count instead of the model's own
    Scored score(String accountId, FeatureRow row, Optional<Thresholds> thresholds);
}
