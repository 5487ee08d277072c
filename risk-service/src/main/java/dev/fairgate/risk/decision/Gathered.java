package dev.fairgate.risk.decision;

import java.util.Optional;

/// A request with what is known about it.
sealed interface Gathered {

    /// What it is about.
    AssessmentRequest request();

    /// To be decided.
    ///
    /// @param rulebook it is judged by
    /// @param challenged the account's challenges, as the store has them
    record Fresh(Weighed weighed, Rulebook rulebook, Optional<byte[]> challenged)
            implements Gathered {
        @Override
        public AssessmentRequest request() {
            return weighed.request();
        }

        /// What the rulebook says, before anything is carried out.
        Assessment assess() {
            return rulebook.explorer()
                    .explore(
                            weighed,
                            rulebook.decider().assess(request().saleId(), weighed.evidence()));
        }
    }

    /// Decided before: the same request came in the last 60 s.
    record Repeat(AssessmentRequest request, String decision) implements Gathered {}

    /// The part of the store that has to know about it does not answer in time.
    record OutOfReach(AssessmentRequest request) implements Gathered {}
}
