package dev.fairgate.risk.decision;

/// Hears of every decision of this node, once, on the thread that made it. It must not wait for
/// anything, and never see a token.
public interface DecisionListener {

    /// A decision was made about a request.
    void decided(AssessmentRequest request, Decision decision);
}
