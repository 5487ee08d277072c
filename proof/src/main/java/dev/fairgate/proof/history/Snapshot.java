package dev.fairgate.proof.history;

/// What the ledger said in one atomic read, while the run went on.
///
/// @param at in nanoseconds since the history began
public record Snapshot(long at, Counters counters) {}
