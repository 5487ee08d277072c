package dev.fairgate.benchmarks.arena.motion;

import java.util.random.RandomGenerator;

/// A mouse wheel: short runs of notches of 100 px, each of which the browser scrolls at once or, as
/// most do, smoothly over 150 ms.
final class JerkWheel {

    private static final double NOTCH_PX = 100;
    private static final double SMOOTH_MS = 150;
    private static final Lognormal BETWEEN_NOTCHES = new Lognormal(110, 0.5);

    private final PageRecorder recorder;
    private final Frames frames;
    private final RandomGenerator random;
    private final double scrollMs;
    private final int notchesOfPage;
    private int notch;

    JerkWheel(Page page, PageRecorder recorder, Frames frames, RandomGenerator random) {
        this.recorder = recorder;
        this.frames = frames;
        this.random = random;
        scrollMs = random.nextDouble() < 0.75 ? SMOOTH_MS : 1;
        notchesOfPage = (int) (page.scrollablePx() / NOTCH_PX);
        notch = random.nextInt(notchesOfPage + 1);
    }

    /// A run of notches that ended at that time at the place where the page is; returns when it
    /// began.
    double turnedBefore(double at) {
        boolean down = notch > 0 && (notch == notchesOfPage || random.nextDouble() < 0.6);
        int room = down ? notch : notchesOfPage - notch;
        double[] turns = new double[Math.min(room, random.nextInt(2, 8))];
        double begin = at - scrollMs;
        for (int i = turns.length - 1; i >= 0; i--) {
            turns[i] = begin;
            begin -= BETWEEN_NOTCHES.draw(random);
        }
        int from = down ? notch - turns.length : notch + turns.length;
        double each = down ? NOTCH_PX : -NOTCH_PX;
        for (double f = frames.after(begin); f < at + scrollMs; f = frames.after(f)) {
            double y = from * NOTCH_PX;
            for (double turn : turns) {
                y += each * eased((f - turn) / scrollMs);
            }
            recorder.scroll(frames.heard(f), y);
        }
        notch = from;
        return begin;
    }

    private static double eased(double share) {
        double left = 1 - Math.clamp(share, 0, 1);
        return 1 - left * left * left;
    }
}
