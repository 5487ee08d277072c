package dev.fairgate.risk.decision;

import dev.fairgate.captcha.Verification;

/// Hears of every decision of this node, once, on the thread that made it. It must not wait for
/// anything, and never see a token.
public interface DecisionListener {

    /// A decision was made about a request.
    void decided(Weighed weighed, Decision decision);

    /// A response to a challenge was read, before the decision about its request was made.
    default void answered(AssessmentRequest request, Verification verification) {}

    /// A shadow rule, which decides nothing, held for a request that nothing else spoke against.
    ///
    /// @param rule its reason code
    default void shadowed(AssessmentRequest request, String rule) {}
}
