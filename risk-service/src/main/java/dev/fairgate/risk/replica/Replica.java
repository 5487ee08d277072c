package dev.fairgate.risk.replica;

import reactor.core.publisher.Mono;

/// A document as this node has it.
public interface Replica {

    /// What this node knows; never waits.
    State current();

    /// Puts another state, of at most 2 MiB, in place of the one with the expected sequence, on the
    /// store that all
    /// nodes share and on this node's disk, before it answers. Every other node has it within a
    /// second. Works while PostgreSQL is away, which is told when it is back.
    Mono<Change> propose(long expected, String body);

    /// What a document says at a time.
    ///
    /// @param sequence rises by one with every change; 0 for the one that a node begins with
    /// @param body JSON
    record State(long sequence, String body) {}

    /// What became of a proposal.
    sealed interface Change {
        /// It is what all nodes go by.
        record Done(State state) implements Change {}

        /// Somebody else was first.
        record Overtaken(State state) implements Change {}

        /// The store that all nodes share does not answer. Most likely nothing has changed; if the
        /// last answer was lost, the change is seen within a second of the store's return.
        record Away() implements Change {}
    }
}
