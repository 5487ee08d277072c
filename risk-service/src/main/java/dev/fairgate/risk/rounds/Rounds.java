package dev.fairgate.risk.rounds;

/// Work that is done again and again by one thread.
public interface Rounds {

    /// Does what there is to do. Whatever fails is for the next round: an exception ends the
    /// thread.
    void round() throws InterruptedException;

    /// The last thing to do when the node stops, for at most 2 s together with a round under way.
    void end() throws InterruptedException;
}
