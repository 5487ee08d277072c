package dev.fairgate.risk.label;

/// Hears of every label that was given to this node and stands, at least once, on the thread that
/// took it. It must not wait for anything.
public interface LabelListener {

    /// A label stands. Also when it was given again: nobody knows whether the answer to the first
    /// time, or this word about it, got lost.
    void labelled(Standing label);
}
