package dev.fairgate.benchmarks.arena.motion;

import java.util.random.RandomGenerator;

/// A finger on glass by the model of [SigmaLognormal], from the tap back to the opening of the
/// page. A swipe is one lognormal stroke that leaves the glass before it is over; then the page
/// slows down evenly. Once it scrolls, the page sees no more of the finger, as with any browser.
final class SigmaFinger {

    private static final ExGaussian PAUSE = new ExGaussian(300, 100, 800);
    private static final double[] REPORTS_MS = {1000 / 60.0, 1000 / 90.0, 1000 / 120.0};
    private static final double FRAME_MS = 1000 / 60.0;

    private final Page page;
    private final PageRecorder recorder;
    private final RandomGenerator random;
    private final double reportMs;
    private final Tremor tremor;
    private final double slopPx;
    private final double slowing;
    private double scrollY;

    SigmaFinger(Page page, PageRecorder recorder, RandomGenerator random) {
        this.page = page;
        this.recorder = recorder;
        this.random = random;
        reportMs = REPORTS_MS[random.nextInt(REPORTS_MS.length)];
        tremor = new Tremor(random.nextDouble(0.2, 0.6), reportMs, random);
        slopPx = random.nextDouble(8, 16);
        slowing = random.nextDouble(0.0012, 0.003);
        scrollY = random.nextDouble() * page.scrollablePx();
    }

    void visit(int durationMs) {
        Page.Button buy = page.buy();
        double x = buy.x() + random.nextDouble(-0.35, 0.35) * buy.width();
        double y = buy.y() + random.nextDouble(-0.35, 0.35) * buy.height();
        double at = tap(durationMs - random.nextDouble(2, 9), x, y) - random.nextDouble(120, 300);
        while (at > page.readyMs()) {
            at = page.before(at - PAUSE.draw(random));
            at = random.nextDouble() < 0.1 ? tapAnywhere(at) : swipeBefore(at);
        }
    }

    private double tapAnywhere(double at) {
        return tap(at, random.nextDouble() * page.width(), random.nextDouble() * page.height());
    }

    private double tap(double up, double x, double y) {
        double down = up - random.nextDouble(55, 145);
        recorder.touch(down, x, y);
        recorder.up(up, x, y);
        return down;
    }

    private double swipeBefore(double at) {
        double length = Math.min(random.nextDouble(100, 420), page.scrollablePx() / 4.0);
        double mu = Math.log(random.nextDouble(80, 170));
        double sigma = random.nextDouble(0.2, 0.38);
        double angle = Math.PI / 2 + 0.15 * random.nextGaussian();
        LognormalStroke stroke =
                LognormalStroke.spanning(0, mu, sigma, length, angle, 0.2 * random.nextGaussian());
        double contact = stroke.after(random.nextDouble(0.5, 1.8));
        double release = stroke.speed(contact);
        double rolling = release / slowing;
        double held = length * stroke.done(contact);
        double whole = held + release * rolling / 2;
        boolean down = random.nextDouble() < scrollY / page.scrollablePx();
        double begin = at - contact - rolling;
        touch(begin, contact, stroke, down);
        double from = scrollY - (down ? whole : -whole);
        for (double ms = FRAME_MS * random.nextDouble(); ms < contact + rolling; ms += FRAME_MS) {
            double rolled = Math.max(0, ms - contact);
            double way = length * stroke.done(Math.min(ms, contact));
            way += rolled * (release - slowing * rolled / 2);
            double y = from + (down ? way : -way);
            if (way > slopPx) {
                recorder.scroll(
                        begin + ms + random.nextExponential(),
                        Math.clamp(y, 0, page.scrollablePx()));
            }
        }
        scrollY = Math.clamp(from, 0, page.scrollablePx());
        return begin;
    }

    /// Until the page scrolls.
    private void touch(double begin, double contact, LognormalStroke stroke, boolean down) {
        double x = page.width() * random.nextDouble(0.35, 0.8);
        double y = page.height() * random.nextDouble(0.35, 0.75);
        recorder.touch(begin, x, y);
        double way = 0;
        for (double ms = reportMs; ms < contact && way <= slopPx; ms += reportMs) {
            double done = stroke.done(ms);
            way = stroke.length() * done;
            double shake = tremor.next();
            double dy = stroke.y(done) + shake;
            recorder.drag(
                    begin + ms + random.nextExponential(),
                    x + stroke.x(done) + shake,
                    y + (down ? -dy : dy));
        }
    }
}
