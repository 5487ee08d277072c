package dev.fairgate.risk.review;

import dev.fairgate.risk.decision.Decision;
import dev.fairgate.risk.decision.DecisionListener;
import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.decision.Weighed;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Of the blocked decisions since it was last asked, the one with the lowest score: the least
/// certain, and where a rule blocked whom the model takes for a person the one they disagree about
/// most. One decision is all it holds, however many there are; the first of several alike.
final class LeastCertain implements DecisionListener {

    private final AtomicReference<@Nullable Candidate> least = new AtomicReference<>();

    /// A decision that may be worth a look.
    record Candidate(String decisionId, String account, double score) {}

    @Override
    public void decided(Weighed weighed, Decision decision) {
        if (decision.disposition() == Disposition.BLOCK && isLess(decision.score(), least.get())) {
            offer(
                    new Candidate(
                            decision.decisionId(),
                            weighed.request().accountId(),
                            decision.score()));
        }
    }

    private static boolean isLess(double score, @Nullable Candidate standing) {
        return standing == null || score < standing.score();
    }

    /// Considers one, also one that was taken before.
    void offer(Candidate candidate) {
        least.accumulateAndGet(
                candidate,
                (standing, it) -> it != null && isLess(it.score(), standing) ? it : standing);
    }

    /// The least certain one, once.
    @Nullable Candidate take() {
        return least.getAndSet(null);
    }
}
