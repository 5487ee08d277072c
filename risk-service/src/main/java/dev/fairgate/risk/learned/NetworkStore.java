package dev.fairgate.risk.learned;

import java.util.List;
import reactor.core.publisher.Mono;

/// Keeps what was learned of networks. Errors mean that the same call may work later.
interface NetworkStore {

    /// Those that were written last, newest first; rows that make no sense are left out.
    Mono<List<LearnedNetwork>> newest(int most);

    /// Writes all of them or none. Of two that were learned for one network, by whichever nodes and
    /// in whichever order, the one from more hours stays, of the same hours the one from more
    /// purchases; so a repeat changes nothing.
    Mono<Void> store(List<LearnedNetwork> networks);

    /// Deletes what is too old or too much.
    Mono<Void> tidy();
}
