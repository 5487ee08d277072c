package dev.fairgate.risk.limit;

import dev.fairgate.models.feature.Learned;
import java.util.Optional;

/// What was learned of networks, kept where a loss of the risk store does not reach it. It is asked
/// and told on the way of a decision: neither waits, and both may forget.
///
/// Only networks for which [LimitEntity#isNetworkOfMany()] holds are asked and told about.
public interface NetworkMemory {

    /// Remembers nothing.
    NetworkMemory NONE =
            new NetworkMemory() {
                @Override
                public Optional<Learned> recall(LimitKey network) {
                    return Optional.empty();
                }

                @Override
                public void learned(LimitKey network, Learned learned) {}
            };

    /// What was learned of a network of which the store has nothing.
    Optional<Learned> recall(LimitKey network);

    /// Something was learned of a network, over what was known before.
    void learned(LimitKey network, Learned learned);
}
