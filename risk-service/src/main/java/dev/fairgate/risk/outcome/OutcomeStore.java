package dev.fairgate.risk.outcome;

import java.util.List;
import reactor.core.publisher.Mono;

/// Remembers which outcomes were taken, and what they come to per account.
interface OutcomeStore extends Histories {

    /// A batch in parts that can each be taken in one step. Nothing is taken yet.
    Mono<List<List<Reported>>> parts(List<Reported> batch);

    /// Takes outcomes, all of them or none.
    ///
    /// @param part at least one, of those that [#parts(List)] says may go together
    /// @return for each in order whether it was taken now, not before. After an error of the store
    ///     nobody knows.
    Mono<List<Boolean>> take(List<Reported> part);
}
