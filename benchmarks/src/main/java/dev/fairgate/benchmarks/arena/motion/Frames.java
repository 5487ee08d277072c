package dev.fairgate.benchmarks.arena.motion;

import java.util.random.RandomGenerator;

/// The frames of a screen: a browser tells of moves and scrolls once for each, up to some ms late,
/// and misses a few when it is busy.
final class Frames {

    private static final double LATE_MS = 1;
    private static final double LATEST_MS = 8;
    private static final double BUSY = 0.02;
    private static final double[] PERIODS_MS = {
        1000 / 60.0, 1000 / 60.0, 1000 / 60.0, 1000 / 75.0, 1000 / 120.0, 1000 / 144.0
    };

    private final RandomGenerator random;
    private final double periodMs;
    private final double phaseMs;

    Frames(RandomGenerator random) {
        this.random = random;
        periodMs = PERIODS_MS[random.nextInt(PERIODS_MS.length)];
        phaseMs = random.nextDouble() * periodMs;
    }

    /// The first frame after a time.
    double after(double at) {
        int busy = random.nextDouble() < BUSY ? random.nextInt(1, 4) : 0;
        double frame = Math.floor((at - phaseMs) / periodMs) + 1 + busy;
        return phaseMs + frame * periodMs;
    }

    /// When the page hears of a frame.
    double heard(double frame) {
        return frame + Math.min(LATEST_MS, LATE_MS * random.nextExponential());
    }
}
