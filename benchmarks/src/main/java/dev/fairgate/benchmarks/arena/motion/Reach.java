package dev.fairgate.benchmarks.arena.motion;

/// One movement without correction by minimum jerk (T. Flash and N. Hogan, *The coordination of arm
/// movements*, J. Neurosci. 5, 1985): `x(τ) = x0 + (x1 − x0)(10τ³ − 15τ⁴ + 6τ⁵)`, slightly bowed.
///
/// From 0 to 100 px in 400 ms: 50 px after 200 ms, where the speed is 1.875 times the mean, 0.469
/// px/ms.
///
/// @param bow how far it leaves the straight line at half of its way, in px
record Reach(
        double startMs,
        double durationMs,
        double fromX,
        double fromY,
        double toX,
        double toY,
        double bow) {

    /// Share of the way that is done at a share of the time, both 0 to 1.
    static double progress(double tau) {
        double t = Math.clamp(tau, 0, 1);
        return t * t * t * (10 + t * (6 * t - 15));
    }

    /// Speed at a share of the time / mean speed.
    static double pace(double tau) {
        double t = Math.clamp(tau, 0, 1);
        return 30 * t * t * (1 - t) * (1 - t);
    }

    double endMs() {
        return startMs + durationMs;
    }

    double x(double ms) {
        return fromX + (toX - fromX) * done(ms) - (toY - fromY) * aside(ms);
    }

    double y(double ms) {
        return fromY + (toY - fromY) * done(ms) + (toX - fromX) * aside(ms);
    }

    /// In px/ms.
    double speed(double ms) {
        return length() / durationMs * pace((ms - startMs) / durationMs);
    }

    private double done(double ms) {
        return progress((ms - startMs) / durationMs);
    }

    /// A bump that begins and ends without speed, as a share of the length.
    private double aside(double ms) {
        double t = Math.clamp((ms - startMs) / durationMs, 0, 1);
        return length() > 0 ? bow / length() * 16 * t * t * (1 - t) * (1 - t) : 0;
    }

    private double length() {
        return Math.sqrt((toX - fromX) * (toX - fromX) + (toY - fromY) * (toY - fromY));
    }
}
