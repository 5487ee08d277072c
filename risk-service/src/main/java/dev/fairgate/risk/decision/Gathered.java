package dev.fairgate.risk.decision;

/// A request with what is known about it.
sealed interface Gathered {

    /// What it is about.
    AssessmentRequest request();

    /// To be decided.
    record Fresh(AssessmentRequest request, Evidence evidence) implements Gathered {}

    /// Decided before: the same request came in the last 60 s.
    record Repeat(AssessmentRequest request, String decision) implements Gathered {}

    /// The part of the store that has to know about it does not answer in time.
    record OutOfReach(AssessmentRequest request) implements Gathered {}
}
