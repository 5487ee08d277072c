package dev.fairgate.benchmarks.arena.motion;

import java.util.random.RandomGenerator;

/// Physiological tremor of a hand, 8 to 12 Hz: a resonator that noise drives,
/// `n(k) = 2 r cos(ω) n(k−1) − r² n(k−2) + ε`, scaled to its root mean square.
final class Tremor {

    private static final double FADE_MS = 120;

    private final RandomGenerator random;
    private final double back1;
    private final double back2;
    private final double drive;
    private double last;
    private double beforeLast;

    /// @param px root mean square
    /// @param stepMs from one number to the next
    Tremor(double px, double stepMs, RandomGenerator random) {
        this.random = random;
        double omega = 2 * Math.PI * random.nextDouble(8, 12) * stepMs / 1000;
        double r2 = Math.exp(-2 * stepMs / FADE_MS);
        back1 = 2 * Math.sqrt(r2) * Math.cos(omega);
        back2 = -r2;
        // variance of such a process / variance of its noise
        double gain = (1 + r2) / ((1 - r2) * (1 + r2 * r2 - 2 * r2 * Math.cos(2 * omega)));
        drive = px / Math.sqrt(gain);
    }

    double next() {
        double now = back1 * last + back2 * beforeLast + drive * random.nextGaussian();
        beforeLast = last;
        last = now;
        return now;
    }
}
