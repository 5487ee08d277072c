package dev.fairgate.benchmarks.arena.motion;

import java.util.random.RandomGenerator;

/// Scrolling by the model of [SigmaLognormal]: a wheel whose notches jump, or two fingers on a
/// touchpad, whose speed is a lognormal impulse.
final class SigmaScroll {

    private static final ExGaussian BETWEEN_NOTCHES = new ExGaussian(55, 20, 70);
    private static final double[] NOTCHES_PX = {53, 100, 120};
    private static final double FRAME_MS = 1000 / 60.0;

    private final Page page;
    private final PageRecorder recorder;
    private final RandomGenerator random;
    private final boolean touchpad;
    private final double notchPx;
    private double scrollY;

    SigmaScroll(Page page, PageRecorder recorder, RandomGenerator random) {
        this.page = page;
        this.recorder = recorder;
        this.random = random;
        touchpad = random.nextDouble() < 0.4;
        notchPx = NOTCHES_PX[random.nextInt(NOTCHES_PX.length)];
        scrollY = random.nextDouble() * page.scrollablePx();
    }

    /// A scroll that ends where the page is at that time; returns when it began, and afterwards the
    /// page is where it was then.
    double before(double at) {
        boolean down = random.nextDouble() < scrollY / page.scrollablePx();
        double room = down ? scrollY : page.scrollablePx() - scrollY;
        return touchpad ? swept(at, down, room) : turned(at, down, room);
    }

    private double swept(double at, boolean down, double room) {
        double length = Math.min(room, random.nextDouble(80, 600));
        double mu = Math.log(random.nextDouble(120, 260));
        double sigma = random.nextDouble(0.3, 0.5);
        LognormalStroke stroke = LognormalStroke.spanning(0, mu, sigma, length, 0, 0);
        double lasts = stroke.after(3);
        double way = down ? length : -length;
        double from = scrollY - way;
        for (double ms = FRAME_MS * random.nextDouble(); ms < lasts; ms += FRAME_MS) {
            double heard = at - lasts + ms + random.nextExponential();
            recorder.scroll(heard, from + way * stroke.done(ms));
        }
        scrollY = from;
        return at - lasts;
    }

    private double turned(double at, boolean down, double room) {
        int notches = (int) Math.min(room / notchPx, 1 + 4 * random.nextExponential());
        double time = at;
        for (int i = 0; i < notches; i++) {
            recorder.scroll(time, scrollY);
            scrollY += down ? -notchPx : notchPx;
            time -= BETWEEN_NOTCHES.draw(random);
        }
        return time;
    }
}
