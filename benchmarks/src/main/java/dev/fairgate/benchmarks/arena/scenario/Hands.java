package dev.fairgate.benchmarks.arena.scenario;

/// How the hands of people are made.
public enum Hands {
    MINIMUM_JERK,
    SIGMA_LOGNORMAL,
    /// Played from a folder of traces.
    RECORDED
}
