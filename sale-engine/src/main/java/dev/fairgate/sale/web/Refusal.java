package dev.fairgate.sale.web;

/// Carries a [Problem] out of a place that has no other way to answer, such as a parser below a
/// reactive chain. Cheap: it has no stack trace, because it is an answer and not a bug.
public final class Refusal extends RuntimeException {

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /// Breaks off with a 400 that says what rule was broken.
    public static Refusal invalid(String detail) {
        return new Refusal(Problem.invalidRequest(detail));
    }

    public Problem problem() {
        return problem;
    }
}
