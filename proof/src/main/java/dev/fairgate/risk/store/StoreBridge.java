package dev.fairgate.risk.store;

import io.lettuce.core.AbstractRedisClient;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The risk service's store package over another client and another clock, for the simulator.
public final class StoreBridge {

    private StoreBridge() {}

    /// A store that speaks through this client.
    ///
    /// @param wall the node's own time, which counts until the store has said its
    public static RiskStore store(
            AbstractRedisClient client, InstantSource wall, LongSupplier nanoTime) {
        return new RiskStore(() -> client, new StoreClock(wall, nanoTime));
    }
}
