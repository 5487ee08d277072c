package dev.fairgate.risk.policy;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.schema.Evidence;
import java.util.List;

/// A rule over features: where all its conditions hold, it speaks against the request.
///
/// A rule that blocks does so only if it also holds without what others share and without silence,
/// see [FeatureRow#ownEvidence()]; else it challenges. So no crowd, network or missing telemetry
/// ever blocks anybody, whatever the rule says.
///
/// @param code of the reason, one of a small fixed set per policy
/// @param threat the OWASP Automated Threat that it is there for, such as `OAT-005`
/// @param effect challenge or block
/// @param conditions at least one
public record Rule(String code, String threat, Verdict effect, List<Condition> conditions) {

    private static final FeatureRow NOBODY = FeatureRow.absent();

    /// Copies the list, and keeps a rule from speaking against people of whom nothing is known.
    public Rule {
        conditions = List.copyOf(conditions);
        if (effect == Verdict.ALLOW || !speaksAgainstSomething(effect, conditions)) {
            throw new IllegalArgumentException("a rule needs evidence: " + code);
        }
    }

    /// Whether a feature is within bounds.
    ///
    /// @param least the least value that meets it
    /// @param most the greatest value that meets it
    public record Condition(FeatureName feature, double least, double most) {

        boolean isMetBy(FeatureRow row) {
            double value = row.get(feature);
            return value >= least && value <= most;
        }

        private boolean isOwnEvidence() {
            return feature.feature().evidence() == Evidence.OWN && !isMetBy(NOBODY);
        }
    }

    /// What the rule says about a request.
    public Verdict verdict(FeatureRow row) {
        if (!holds(row)) {
            return Verdict.ALLOW;
        }
        return effect == Verdict.BLOCK && !holds(row.ownEvidence()) ? Verdict.CHALLENGE : effect;
    }

    /// Whether there is a condition that somebody of whom nothing is known does not meet; for a
    /// block, one of the account's own evidence.
    static boolean speaksAgainstSomething(Verdict effect, List<Condition> conditions) {
        return effect == Verdict.BLOCK
                ? conditions.stream().anyMatch(Condition::isOwnEvidence)
                : conditions.stream().anyMatch(condition -> !condition.isMetBy(NOBODY));
    }

    private boolean holds(FeatureRow row) {
        for (Condition condition : conditions) {
            if (!condition.isMetBy(row)) {
                return false;
            }
        }
        return true;
    }
}
