package dev.fairgate.risk.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What nodes share of campaigns. Errors are those of the store, also when it has not answered
/// within its deadline.
interface CampaignStore {

    /// Adds sightings of this node to those of all; the oldest make room.
    Mono<Void> append(byte[] chunk);

    /// What all nodes added within the window, as far as there was room.
    Mono<List<byte[]>> chunks();

    /// The last snapshot; empty without one.
    Mono<byte[]> snapshot();

    /// Writes a snapshot unless another node was faster.
    ///
    /// @param before what this node read
    /// @return whether it was written
    Mono<Boolean> publish(byte @Nullable [] before, byte[] snapshot);

    /// Takes the lease if it is free, and prolongs it if it is this node's.
    ///
    /// @return whether this node has it now
    Mono<Boolean> lead();

    /// Gives the lease back if this node has it.
    Mono<Void> resign();
}
