package dev.fairgate.benchmarks.arena.crowd;

/// What a bot does with a sale; the place to begin for another attack.
@FunctionalInterface
interface Tactic {

    /// Plays until it has what it wants, or its tries are used up.
    void play(Bot bot) throws InterruptedException;
}
