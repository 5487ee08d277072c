package dev.fairgate.benchmarks.arena.motion;

import smile.math.special.Erf;

/// One stroke of the kinematic theory of rapid human movements (R. Plamondon, Biol. Cybern. 72,
/// 1995; R. Plamondon and M. Djioua, Hum. Mov. Sci. 25, 2006): the speed is a lognormal impulse,
/// `|v(t)| = D / (σ √(2π) (t − t0)) · exp(−(ln(t − t0) − μ)² / (2σ²))`, and the direction turns
/// from θs to θe as the way is gone.
///
/// D 100 px, μ ln 200, σ 0.3: half of the way after 200 ms, fastest after 183 ms with 0.696 px/ms,
/// and the area under the speed is 100 px.
///
/// @param begins t0 in ms
/// @param mu logarithm of the median time in ms
/// @param sigma its spread; people 0.1 to 0.5
/// @param length D in px
/// @param from θs in radians
/// @param to θe in radians
record LognormalStroke(
        double begins, double mu, double sigma, double length, double from, double to) {

    private static final double ROOT_2 = Math.sqrt(2);
    private static final double ROOT_2_PI = Math.sqrt(2 * Math.PI);
    private static final double STRAIGHT = 1e-6;

    /// A stroke whose ends are so far apart, in that direction, however much it turns.
    static LognormalStroke spanning(
            double begins, double mu, double sigma, double distance, double angle, double turn) {
        double half = turn / 2;
        double longer = Math.abs(half) < STRAIGHT ? 1 : half / Math.sin(half);
        return new LognormalStroke(
                begins, mu, sigma, distance * longer, angle - half, angle + half);
    }

    /// In px/ms.
    double speed(double ms) {
        double t = ms - begins;
        if (t <= 0) {
            return 0;
        }
        double z = (Math.log(t) - mu) / sigma;
        return length / (sigma * ROOT_2_PI * t) * Math.exp(-z * z / 2);
    }

    /// Share of the way that is gone.
    double done(double ms) {
        double t = ms - begins;
        return t <= 0 ? 0 : (1 + Erf.erf((Math.log(t) - mu) / (sigma * ROOT_2))) / 2;
    }

    /// When so many standard deviations of the logarithm after the median are over; with 3, 99.9 %
    /// of the way is gone.
    double after(double deviations) {
        return begins + Math.exp(mu + deviations * sigma);
    }

    /// Where it has come to, from where it began, for a share of the way.
    double x(double done) {
        double turn = to - from;
        return Math.abs(turn) < STRAIGHT
                ? length * done * Math.cos(from)
                : length / turn * (Math.sin(from + turn * done) - Math.sin(from));
    }

    /// As [#x(double)].
    double y(double done) {
        double turn = to - from;
        return Math.abs(turn) < STRAIGHT
                ? length * done * Math.sin(from)
                : length / turn * (Math.cos(from) - Math.cos(from + turn * done));
    }
}
