package dev.fairgate.risk.label;

import reactor.core.publisher.Mono;

/// Knows which decisions there are.
@FunctionalInterface
public interface DecisionLookup {

    /// Whether there is certainly no such decision. False where nobody can say: a node did not
    /// answer, there is no log, or its files may have gone since. Errors are the store's.
    ///
    /// @param authorization the caller's own, which other nodes check again
    Mono<Boolean> isNone(String decisionId, String authorization);
}
