package dev.fairgate.benchmarks.arena.motion;

import java.util.random.RandomGenerator;

/// Hands on a keyboard by the model of [MinimumJerk], from the Enter back to the opening of the
/// page: tabs from link to link, arrows and space to scroll, lognormal times between keys of one
/// run (median 140 to 320 ms, one for each visit) and between runs.
final class LognormalKeys {

    private static final Lognormal PAUSE = new Lognormal(900, 0.7);
    private static final double ARROW_PX = 40;
    private static final double SMOOTH_MS = 120;

    private final Page page;
    private final PageRecorder recorder;
    private final RandomGenerator random;
    private final Frames frames;
    private final Lognormal betweenKeys;
    private double scrollY;

    LognormalKeys(Page page, PageRecorder recorder, RandomGenerator random) {
        this.page = page;
        this.recorder = recorder;
        this.random = random;
        frames = new Frames(random);
        betweenKeys = new Lognormal(random.nextDouble(140, 320), random.nextDouble(0.3, 0.5));
        scrollY = random.nextDouble() * page.scrollablePx();
    }

    void visit(int durationMs) {
        double at = durationMs - random.nextDouble(2, 9);
        recorder.key(at);
        at = tabsBefore(at);
        while (at > page.readyMs()) {
            at = page.before(at - PAUSE.draw(random));
            at = random.nextDouble() < 0.5 ? tabsBefore(at) : scrollsBefore(at);
        }
    }

    private double tabsBefore(double end) {
        double at = end;
        for (int keys = random.nextInt(2, 9); keys > 0; keys--) {
            at -= betweenKeys.draw(random);
            recorder.key(at);
        }
        return at;
    }

    private double scrollsBefore(double end) {
        boolean arrows = random.nextDouble() < 0.6;
        double each = arrows ? ARROW_PX : 0.85 * page.height();
        boolean down = random.nextDouble() < 0.7;
        double at = end;
        for (int keys = arrows ? random.nextInt(2, 9) : random.nextInt(1, 3); keys > 0; keys--) {
            at -= betweenKeys.draw(random);
            recorder.key(at);
            scrolled(at, down ? each : -each);
        }
        return at;
    }

    /// As far as the page goes, smoothly.
    private void scrolled(double key, double px) {
        double from = Math.clamp(scrollY - px, 0, page.scrollablePx());
        for (double f = frames.after(key); f < key + 1.2 * SMOOTH_MS; f = frames.after(f)) {
            double share = Math.min(1, (f - key) / SMOOTH_MS);
            recorder.scroll(frames.heard(f), from + (scrollY - from) * share * (2 - share));
        }
        scrollY = from;
    }
}
