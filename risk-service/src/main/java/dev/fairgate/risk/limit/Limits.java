package dev.fairgate.risk.limit;

import java.util.function.LongSupplier;

/// How often accounts, devices, addresses and networks may ask: one bucket each, in the risk store,
/// shared by all nodes. There is no atomicity between buckets: where one refuses, the others have
/// still given their tokens, so that being refused is never free.
public final class Limits {

    private final BucketMemory memory;
    private final LongSupplier clock;

    /// @param clock nanoseconds since 1970, the same for all nodes
    /// @param remembered buckets of which a node remembers the last state
    /// @param localShare a node's share of a limit while it counts alone, in (0, 1]
    /// @param networks what is known of networks where the store knows nothing
    public Limits(LongSupplier clock, int remembered, double localShare, NetworkMemory networks) {
        this.clock = clock;
        this.memory = new BucketMemory(remembered, localShare, clock, networks);
    }

    /// Limits of networks that are learned anew where the store knows nothing.
    public Limits(LongSupplier clock, int remembered, double localShare) {
        this(clock, remembered, localShare, NetworkMemory.NONE);
    }

    /// Begins to take tokens. Of one node's consumptions only one may be on a trip at a time, or
    /// they overtake each other.
    public Consumption begin() {
        return new Consumption(memory, clock);
    }
}
