package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.Cells;
import dev.fairgate.risk.decision.Assessment.Step;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.policy.Eligibility.Standing;
import dev.fairgate.risk.policy.LimitRule;
import dev.fairgate.risk.policy.LimitRule.Effect;
import dev.fairgate.risk.policy.Policy;
import java.util.Set;
import java.util.stream.Collectors;

/// Lets some of those pass, by chance, who would be challenged for what they look like, without any
/// I/O. Never who is over a limit, has answered a challenge wrongly, asks for a honeypot, of whom a
/// part of the evidence was out of reach, or nobody knows whether the sale is for them.
///
/// The lot falls by a keyed hash of account and sale, once for all requests of the two on every
/// node: whoever repeats what was challenged is challenged again, so that trying often does not
/// help a bot, and nobody without the key can tell who will pass.
final class Explorer {

    private static final String EXPLORED = "explored";
    private static final double STEPS = 0x1p53;

    private final Policy policy;
    private final double share;
    private final Set<LimitEntity> challenging;
    private final Cells cells;

    /// @param cells of the key for hashes, the same on every node
    Explorer(Policy policy, Cells cells) {
        this.policy = policy;
        this.share = policy.exploration().share();
        this.challenging =
                policy.limits().stream()
                        .filter(rule -> rule.effect() == Effect.CHALLENGE)
                        .map(LimitRule::entity)
                        .collect(Collectors.toUnmodifiableSet());
        this.cells = cells;
    }

    /// Draws, where a draw is open; the verdict stays what it is.
    Assessment explore(Weighed weighed, Assessment assessment) {
        if (share == 0) {
            return assessment;
        }
        AssessmentRequest request = weighed.request();
        boolean barred = weighed.observed().honeypot() || weighed.known().challenges().failed() > 0;
        return explore(
                request.saleId(),
                weighed.evidence(),
                assessment,
                barred ? 1 : chance(cells, request.saleId(), request.accountId()));
    }

    /// The same with what was drawn.
    ///
    /// @param chance evenly in [0, 1); 1 for somebody who never passes by chance
    Assessment explore(String saleId, Evidence evidence, Assessment assessment, double chance) {
        if (share == 0 || chance >= 1 || !isOpen(saleId, evidence, assessment)) {
            return assessment;
        }
        return chance < share
                ? assessment.then(new Step.Proceed()).because(EXPLORED).drawn(share)
                : assessment.drawn(1 - share);
    }

    private boolean isOpen(String saleId, Evidence evidence, Assessment assessment) {
        return assessment.step() instanceof Step.Challenge
                && !assessment.degraded()
                && isEligible(saleId, evidence)
                && evidence.limits().stream()
                        .allMatch(
                                limit -> limit.allowed() || !challenging.contains(limit.entity()));
    }

    private boolean isEligible(String saleId, Evidence evidence) {
        return policy.in(saleId).eligibility().of(evidence.features()) == Standing.MET;
    }

    /// The lot of an account in a sale, evenly in [0, 1).
    static double chance(Cells cells, String saleId, String accountId) {
        return (cells.hash("explore/" + saleId + "/" + accountId) >>> 11) / STEPS;
    }
}
