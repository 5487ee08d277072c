package dev.fairgate.benchmarks.arena.crowd;

/// Who plays.
@FunctionalInterface
interface Actor {

    /// Does what it came for, then returns; interrupted when the play is over.
    void play() throws InterruptedException;
}
