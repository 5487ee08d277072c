package dev.fairgate.risk.tuning;

import java.util.List;
import reactor.core.publisher.Mono;

/// All versions that ever were in force, for people. Every call errors with [Away] when it is not
/// there; nothing that decides waits for it.
interface VersionStore {

    /// The same call may work later.
    final class Away extends RuntimeException {
        Away(String why) {
            super(why, null, false, false);
        }
    }

    /// Adds those that it lacks, all or none.
    Mono<Long> add(List<Version> versions);

    /// The number of the newest; 0 for none.
    Mono<Long> newest();

    /// One; empty for none.
    Mono<Version> one(long number);

    /// Those below a number, the newest first.
    Mono<List<Version>> below(long number, int limit);
}
