package dev.fairgate.risk.outcome;

import java.time.Instant;

/// Hears of every outcome that this node takes, at least once, on the thread that took it. It must
/// not wait for anything.
public interface OutcomeListener {

    /// An outcome was taken, or nobody knows whether it was: the store's answer was lost. In the
    /// second case its reporter repeats it, and another node may then take it and tell it once
    /// more.
    ///
    /// @param takenAt by this node's clock
    void taken(Reported outcome, Instant takenAt);
}
