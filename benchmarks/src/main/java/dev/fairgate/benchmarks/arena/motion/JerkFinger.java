package dev.fairgate.benchmarks.arena.motion;

import java.util.random.RandomGenerator;

/// A finger on glass by the model of [MinimumJerk], from the tap back to the opening of the page.
///
/// A swipe is a movement of minimum jerk that leaves the glass before its end; what speed it has
/// then fades with a time constant of 325 ms. As soon as a finger has gone some 10 to 18 px the
/// browser scrolls and cancels the pointer: the page then sees scrolls, no more touches, and no
/// `u`.
final class JerkFinger {

    private static final Lognormal HOLD = new Lognormal(85, 0.25);
    private static final Lognormal PAUSE = new Lognormal(700, 0.8);
    private static final double FADE_MS = 325;
    private static final double STILL_PX_PER_MS = 0.02;

    private final Page page;
    private final PageRecorder recorder;
    private final RandomGenerator random;
    private final Frames frames;
    private final double slopPx;
    private double scrollY;

    JerkFinger(Page page, PageRecorder recorder, RandomGenerator random) {
        this.page = page;
        this.recorder = recorder;
        this.random = random;
        frames = new Frames(random);
        slopPx = random.nextDouble(10, 18);
        scrollY = random.nextDouble() * page.scrollablePx();
    }

    void visit(int durationMs) {
        Page.Button buy = page.buy();
        double x = buy.x() + Math.clamp(random.nextGaussian() / 7, -0.45, 0.45) * buy.width();
        double y = buy.y() + Math.clamp(random.nextGaussian() / 6, -0.45, 0.45) * buy.height();
        double at = tap(durationMs - random.nextDouble(2, 9), x, y) - 150;
        while (at > page.readyMs()) {
            at = page.before(at - PAUSE.draw(random));
            at = random.nextDouble() < 0.12 ? idleTap(at) : swipeBefore(at);
        }
    }

    private double idleTap(double at) {
        double x = page.width() * random.nextDouble(0.1, 0.9);
        return tap(at, x, page.height() * random.nextDouble(0.1, 0.9));
    }

    /// The tip rolls a little while it is down. Returns when it came down.
    private double tap(double up, double x, double y) {
        double down = up - Math.clamp(HOLD.draw(random), 50, 150);
        recorder.touch(down, x, y);
        double rolled = random.nextDouble() < 0.35 ? random.nextDouble(1, 3) : 0;
        recorder.drag(down + random.nextDouble(20, 45), x, y + rolled);
        recorder.up(up, x, y + rolled);
        return down;
    }

    /// A swipe after which the page came to rest where it is; returns when the finger came down.
    private double swipeBefore(double at) {
        double length = random.nextDouble(120, 400);
        double lasts = random.nextDouble(180, 450);
        double contact = lasts * random.nextDouble(0.55, 0.9);
        Reach reach = new Reach(0, lasts, 0, 0, 0, length, 0.06 * length * random.nextGaussian());
        double release = reach.speed(contact);
        double whole = reach.y(contact) - slopPx + release * FADE_MS;
        double scale = Math.min(1, page.scrollablePx() / 2.0 / whole);
        boolean down = scrollY - whole * scale >= 0;
        double fading = FADE_MS * Math.max(0, Math.log(release / STILL_PX_PER_MS));
        double begin = at - contact - fading;
        contact(begin, contact, reach, scale, down);
        double from = scrollY - (down ? whole : -whole) * scale;
        for (double f = frames.after(begin); f < at; f = frames.after(f)) {
            double held = Math.min(f - begin, contact);
            double flown = release * FADE_MS * (1 - Math.exp(-(f - begin - held) / FADE_MS));
            double gone = Math.max(0, reach.y(held) - slopPx) + flown;
            recorder.scroll(frames.heard(f), from + (down ? gone : -gone) * scale);
        }
        scrollY = from;
        return begin;
    }

    /// What the page sees of the finger before its pointer is cancelled.
    private void contact(double begin, double contact, Reach reach, double scale, boolean down) {
        double x = page.width() * random.nextDouble(0.3, 0.85);
        double y =
                page.height() * (down ? random.nextDouble(0.6, 0.9) : random.nextDouble(0.2, 0.5));
        double way = down ? -scale : scale;
        recorder.touch(begin, x, y);
        double ms = 0;
        for (double f = frames.after(begin); f - begin < contact; f = frames.after(f)) {
            boolean scrolls = reach.y(ms) * scale > slopPx;
            if (scrolls) {
                return;
            }
            ms = f - begin;
            double shake = 0.3 * random.nextGaussian();
            recorder.drag(frames.heard(f), x + reach.x(ms) + shake, y + way * reach.y(ms));
        }
    }
}
