package dev.fairgate.benchmarks.arena.motion;

import java.util.random.RandomGenerator;

/// Hands on a keyboard by the model of [SigmaLognormal], from the Enter back to the opening of the
/// page: runs of tabs, and runs of keys that scroll in jumps, with ex-Gaussian times.
final class ExGaussianKeys {

    private static final ExGaussian PAUSE = new ExGaussian(400, 120, 900);
    private static final double[] JUMPS_PX = {40, 40, 57, 540};

    private final Page page;
    private final PageRecorder recorder;
    private final RandomGenerator random;
    private final ExGaussian betweenKeys;
    private double scrollY;

    ExGaussianKeys(Page page, PageRecorder recorder, RandomGenerator random) {
        this.page = page;
        this.recorder = recorder;
        this.random = random;
        betweenKeys = new ExGaussian(random.nextDouble(110, 220), 30, random.nextDouble(50, 150));
        scrollY = random.nextDouble() * page.scrollablePx();
    }

    void visit(int durationMs) {
        double at = durationMs - random.nextDouble(2, 9);
        recorder.key(at);
        while (at > page.readyMs()) {
            double jump = random.nextBoolean() ? 0 : JUMPS_PX[random.nextInt(JUMPS_PX.length)];
            at = keysBefore(at, random.nextDouble() < 0.7 ? jump : -jump);
            at = page.before(at - PAUSE.draw(random));
        }
    }

    private double keysBefore(double end, double jump) {
        double at = end;
        for (int keys = 1 + (int) (3 * random.nextExponential()); keys > 0; keys--) {
            at -= betweenKeys.draw(random);
            recorder.key(at);
            if (jump != 0) {
                recorder.scroll(at + random.nextDouble(4, 20), scrollY);
                scrollY = Math.clamp(scrollY - jump, 0, page.scrollablePx());
            }
        }
        return at;
    }
}
