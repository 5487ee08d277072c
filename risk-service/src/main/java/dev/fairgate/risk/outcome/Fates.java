package dev.fairgate.risk.outcome;

import java.util.Set;
import reactor.core.publisher.Mono;

/// What became of single decisions, as far as it was reported in the last 7 days.
public interface Fates {

    /// The outcomes that were taken of a decision, with its account or without one. Errors are the
    /// store's.
    Mono<Set<Outcome>> of(String decisionId, String accountId);
}
