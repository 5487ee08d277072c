package dev.fairgate.benchmarks.arena.motion;

import java.util.random.RandomGenerator;

/// Somebody's way of moving.
public interface Motion {

    /// What the page records of one visit, which ends with the press of the Buy button.
    ///
    /// @param means what the page is used with
    /// @param durationMs from opening the page to the press, 300 to 600,000
    /// @param random the same one in the same state leads to the same trace
    Trace trace(Means means, int durationMs, RandomGenerator random);
}
