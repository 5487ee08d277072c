package dev.fairgate.benchmarks.arena.motion;

import java.util.random.RandomGenerator;

/// The sale's page on one screen during one visit: where things are, not how hands move. A phone
/// shows one column and a wide button; a window has the button in a column on the right.
///
/// @param width of the window in px
/// @param height of the window in px
/// @param buy the button
/// @param scrollablePx how far the page can be scrolled
/// @param readyMs from opening the page until its script runs and sees anything
/// @param awayFromMs when another tab was looked at; equal to `awayUntilMs` when none was
/// @param awayUntilMs when the page was looked at again
record Page(
        int width,
        int height,
        Button buy,
        int scrollablePx,
        double readyMs,
        double awayFromMs,
        double awayUntilMs) {

    private static final Lognormal LOADING = new Lognormal(180, 0.5);
    private static final int LONG_VISIT_MS = 60_000;
    private static final int SHORT_VISIT_MS = 8_000;
    private static final double LOOKS_AWAY = 0.12;

    /// A button, by its centre and size in px.
    record Button(double x, double y, double width, double height) {}

    /// Whoever waits for more than a minute looks at something else between the first and the last
    /// part of it; the page forgets most of that time anyway.
    static Page of(Means means, int durationMs, RandomGenerator random) {
        double ready = Math.min(LOADING.draw(random), 0.4 * durationMs);
        double from = 0;
        double until = 0;
        if (durationMs > LONG_VISIT_MS) {
            from = random.nextDouble(8_000, 20_000);
            until = durationMs - random.nextDouble(15_000, 35_000);
        } else if (durationMs > SHORT_VISIT_MS && random.nextDouble() < LOOKS_AWAY) {
            from = durationMs * random.nextDouble(0.2, 0.4);
            until = from + durationMs * random.nextDouble(0.1, 0.3);
        }
        return means == Means.TOUCH
                ? phone(ready, from, until, random)
                : window(ready, from, until, random);
    }

    private static Page phone(double ready, double from, double until, RandomGenerator random) {
        Button buy = new Button(180, random.nextDouble(340, 590), 328, 54);
        return new Page(360, 640, buy, random.nextInt(700, 1600), ready, from, until);
    }

    private static Page window(double ready, double from, double until, RandomGenerator random) {
        int width = random.nextInt(1100, 1361);
        double wide = random.nextDouble(320, 432);
        double x = width - random.nextDouble(40, 100) - wide / 2;
        Button buy = new Button(x, random.nextDouble(380, 590), wide, 54);
        return new Page(width, 640, buy, random.nextInt(500, 1400), ready, from, until);
    }

    /// The time before which hands did something here: `at`, or when they left for another tab.
    double before(double at) {
        return at > awayFromMs && at < awayUntilMs ? awayFromMs : at;
    }
}
