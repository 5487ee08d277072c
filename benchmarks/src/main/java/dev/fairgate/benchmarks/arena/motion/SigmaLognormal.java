package dev.fairgate.benchmarks.arena.motion;

import java.util.random.RandomGenerator;

/// Simulated people, second model, for reports alone: nothing is tuned to it. It shares with
/// [MinimumJerk] the page and its recorder, nothing of the hands.
///
/// - *Moves* are vector sums of lognormal strokes, see [LognormalStroke]: an agonist that goes 3 to
///   15 % too far, an antagonist that brakes, and for most a stroke or two that correct what is
///   left. σ 0.2 to 0.38; the median time grows with the distance, 110 ms + 45 ms log2(1 + D / 40).
/// - *Noise* is a tremor of 8 to 12 Hz and 0.3 to 1 px, see [Tremor].
/// - *Times* between things are ex-Gaussian.
/// - *The browser* tells of what the device reports, each 8 to 16 ms, a little late.
///
/// Made backwards from the press, too. Keeps nothing between visits: safe for many threads.
public final class SigmaLognormal implements Motion {

    @Override
    public Trace trace(Means means, int durationMs, RandomGenerator random) {
        Page page = Page.of(means, durationMs, random);
        PageRecorder recorder = new PageRecorder(page, durationMs);
        switch (means) {
            case MOUSE -> new SigmaMouse(page, recorder, random).visit(durationMs);
            case TOUCH -> new SigmaFinger(page, recorder, random).visit(durationMs);
            case KEYBOARD -> new ExGaussianKeys(page, recorder, random).visit(durationMs);
        }
        return recorder.trace();
    }
}
