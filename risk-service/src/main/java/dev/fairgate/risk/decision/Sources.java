package dev.fairgate.risk.decision;

import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.Thresholds;
import java.util.Optional;

/// What a node knows about requests without asking the store.
///
/// @param campaigns accounts that move alike
/// @param rushes who else asks for the same sale
/// @param scoring what models say
/// @param thresholds the policy's, if it has any
record Sources(
        CampaignView campaigns, Rushes rushes, Scoring scoring, Optional<Thresholds> thresholds) {

    static Sources of(CampaignView campaigns, Scoring scoring, Policy policy) {
        return new Sources(campaigns, new Rushes(), scoring, policy.thresholds());
    }
}
