package dev.fairgate.risk.outcome;

import java.util.List;
import reactor.core.publisher.Mono;

/// Remembers which outcomes were taken, and what they come to per account.
interface OutcomeStore extends Histories {

    /// Takes outcomes, all of them or none.
    ///
    /// @param ofOneOwner at least one
    /// @return for each in order whether it was taken now, not before. After an error of the store
    ///     nobody knows.
    Mono<List<Boolean>> take(List<Reported> ofOneOwner);
}
