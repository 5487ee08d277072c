package dev.fairgate.sale.risk;

import reactor.core.publisher.Mono;

/// What becomes of a purchase while the risk service does not answer. The one home of that policy:
/// the engine's own proof of work with degraded tickets will be another implementation of it.
public interface RiskOutage {

    /// Decides without the risk service, or errors with a refusal.
    ///
    /// @param cause why it did not answer: too late, refused, broken, breaker open
    Mono<Assessment> assess(Question question, Throwable cause);
}
