package dev.fairgate.risk.limit;

import java.util.List;
import reactor.core.publisher.Mono;

/// Takes tokens for any number of entities in one call.
public interface Limits {

    /// Takes one token of every bucket, in no order, with no atomicity between them: where one
    /// refuses, the others have still given theirs, so that being refused is never free.
    ///
    /// @return one outcome per request, in order; an error when the store is away or slow
    Mono<List<LimitOutcome>> tryConsume(List<LimitRequest> requests);
}
