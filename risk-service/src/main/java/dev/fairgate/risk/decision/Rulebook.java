package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.Cells;
import dev.fairgate.risk.policy.Policy;

/// A policy as decisions use it. A request has one from its beginning to its end.
record Rulebook(Policy policy, Decider decider, DecisionEntities entities, Explorer explorer) {

    static Rulebook of(Policy policy, Cells cells) {
        return new Rulebook(
                policy,
                new Decider(policy),
                new DecisionEntities(policy),
                new Explorer(policy, cells));
    }
}
