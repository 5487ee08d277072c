package dev.fairgate.benchmarks.arena.motion;

import java.util.random.RandomGenerator;

/// Times that are the sum of a normal and an exponential part, as reaction times are (R. D. Luce,
/// *Response Times*, 1986).
///
/// @param mean of the normal part in ms
/// @param deviation of the normal part in ms; the normal part is at least a fifth of its mean
/// @param tail mean of the exponential part in ms
record ExGaussian(double mean, double deviation, double tail) {

    double draw(RandomGenerator random) {
        double normal = Math.max(mean / 5, mean + deviation * random.nextGaussian());
        return normal + tail * random.nextExponential();
    }
}
