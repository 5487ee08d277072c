package dev.fairgate.risk.decision;

import dev.fairgate.risk.limit.LimitOutcome;
import java.util.List;

/// Hears of every decision of this node, once, on the thread that made it. It must not wait for
/// anything, and never see a token.
public interface DecisionListener {

    /// A decision was made about a request.
    ///
    /// @param limits what the buckets answered
    void decided(AssessmentRequest request, List<LimitOutcome> limits, Decision decision);
}
