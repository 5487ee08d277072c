package dev.fairgate.risk.replica;

import java.util.function.Consumer;

/// Opens documents, each once, when a node starts.
public interface Replicas {

    /// Opens one, and tells of its first state before it returns.
    ///
    /// @param name `[a-z-]{1,32}`
    /// @param first what it says before anybody has changed it
    /// @param listener told of every new state, of one at a time, in the order of the sequences. It
    ///     must neither fail nor wait. Where a lost store has brought about two states of one
    ///     sequence, it may be told of both
    Replica open(String name, String first, Consumer<Replica.State> listener);
}
