package dev.fairgate.benchmarks.arena.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TremorTest {

    private static final double STEP_MS = 8;
    private static final int STEPS = 125_000;

    @Test
    void swingsEightToTwelveTimesASecondWithItsRootMeanSquare() {
        for (int seed = 0; seed < 5; seed++) {
            Tremor tremor = new Tremor(0.7, STEP_MS, new SplittableRandom(seed));
            double squares = 0;
            int upwards = 0;
            double before = 0;
            for (int i = 0; i < STEPS; i++) {
                double now = tremor.next();
                squares += now * now;
                upwards += before < 0 && now >= 0 ? 1 : 0;
                before = now;
            }

            assertThat(Math.sqrt(squares / STEPS)).isEqualTo(0.7, within(0.03));
            // noise crosses zero a little more often than its resonance swings
            assertThat(upwards / (STEPS * STEP_MS / 1000)).isBetween(7.5, 13.0);
        }
    }
}
