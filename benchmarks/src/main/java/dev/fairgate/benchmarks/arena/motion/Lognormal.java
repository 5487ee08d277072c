package dev.fairgate.benchmarks.arena.motion;

import java.util.random.RandomGenerator;

/// Times whose logarithm is normal.
///
/// @param median in ms
/// @param sigma standard deviation of the logarithm
record Lognormal(double median, double sigma) {

    double draw(RandomGenerator random) {
        return median * Math.exp(sigma * random.nextGaussian());
    }
}
