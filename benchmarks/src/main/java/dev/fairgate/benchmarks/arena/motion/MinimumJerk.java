package dev.fairgate.benchmarks.arena.motion;

import java.util.random.RandomGenerator;

/// Simulated people, first model: each movement has minimum jerk, see [Reach].
///
/// - *Aiming* (D. E. Meyer et al., *Optimality in human motor performance*, Psychol. Rev. 95,
///   1988): a first movement of 70 % of the time ends at 95 % ± 6 % of the way, and up to three
///   corrections follow until the target is hit.
/// - *Time* by Fitts' law, `a + b log2(2D / W)`: a 60 to 140 ms, b 90 to 220 ms per bit, one pair
///   for each visit. D 600 px, W 54 px, a 100, b 150: 772 ms.
/// - *Noise* grows with speed (C. M. Harris and D. M. Wolpert, Nature 394, 1998), a tremor of 0.2
///   to 0.5 px is always there, and ways are bowed by 3 % ± 2 % of their length to either side.
/// - *Reading*: aimless moves, turns of the wheel, swipes or keys, with lognormal pauses between.
/// - *The browser* tells of moves once for each frame of 60 to 144 Hz, a little late, and drops
///   some.
///
/// A visit is made backwards from the press; the page saw what lies after it was ready. Keeps
/// nothing between visits: safe for many threads.
public final class MinimumJerk implements Motion {

    @Override
    public Trace trace(Means means, int durationMs, RandomGenerator random) {
        Page page = Page.of(means, durationMs, random);
        PageRecorder recorder = new PageRecorder(page, durationMs);
        switch (means) {
            case MOUSE -> new JerkMouse(page, recorder, random).visit(durationMs);
            case TOUCH -> new JerkFinger(page, recorder, random).visit(durationMs);
            case KEYBOARD -> new LognormalKeys(page, recorder, random).visit(durationMs);
        }
        return recorder.trace();
    }
}
