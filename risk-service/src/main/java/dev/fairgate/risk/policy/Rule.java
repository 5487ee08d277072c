package dev.fairgate.risk.policy;

import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.schema.Evidence;
import dev.fairgate.risk.expression.Expression;

/// A rule over features: where its expression holds, it speaks against the request.
///
/// A rule that blocks does so only if it also holds without what others share and without silence,
/// see [FeatureRow#ownEvidence()]; else it challenges. So no crowd, network or missing telemetry
/// ever blocks anybody, whatever the rule says.
///
/// @param name what it is there for, for people
/// @param code of the reason, one of a small fixed set per policy
/// @param threat the OWASP Automated Threat that it is there for, such as `OAT-005`
/// @param effect challenge or block
/// @param expression what it asks
/// @param shadow whether it is only logged: it is tried, and has no effect
public record Rule(
        String name,
        String code,
        String threat,
        Verdict effect,
        Expression expression,
        boolean shadow) {

    private static final FeatureRow NOBODY = FeatureRow.absent();

    /// Keeps a rule from speaking against people of whom nothing is known, and from blocking
    /// without evidence of the account itself.
    public Rule {
        if (effect == Verdict.ALLOW
                || !hasItsEvidence(effect, expression)
                || holdsForNobody(expression)) {
            throw new IllegalArgumentException("a rule needs evidence: " + code);
        }
    }

    /// What the rule says about a request.
    public Verdict verdict(FeatureRow row) {
        if (!expression.holds(row)) {
            return Verdict.ALLOW;
        }
        return effect == Verdict.BLOCK && !expression.holds(row.ownEvidence())
                ? Verdict.CHALLENGE
                : effect;
    }

    /// Whether it would speak against somebody of whom nothing is known.
    static boolean holdsForNobody(Expression expression) {
        return expression.holds(NOBODY);
    }

    /// Whether it looks at what its effect takes: for a block, evidence of the account itself.
    static boolean hasItsEvidence(Verdict effect, Expression expression) {
        return effect != Verdict.BLOCK || expression.mentions(Evidence.OWN);
    }
}
