package dev.fairgate.benchmarks.arena.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LognormalStrokeTest {

    private final LognormalStroke stroke =
            new LognormalStroke(50, Math.log(200), 0.3, 100, 0.2, 0.9);

    @Test
    void theAreaUnderTheSpeedIsItsLength() {
        double area = 0;
        for (double ms = 50; ms < 3000; ms += 0.1) {
            area += 0.1 * stroke.speed(ms);
        }

        assertThat(area).isEqualTo(100, within(1e-3));
    }

    @Test
    void isHalfWayAtTheMedianTime() {
        assertThat(stroke.done(250)).isEqualTo(0.5, within(1e-9));
        assertThat(stroke.done(50)).isZero();
        assertThat(stroke.done(stroke.after(3))).isEqualTo(0.99865, within(1e-5));
    }

    @Test
    void isFastestBeforeTheMedian() {
        double fastest = 50 + Math.exp(Math.log(200) - 0.3 * 0.3);

        assertThat(fastest).isEqualTo(232.8, within(0.05));
        assertThat(stroke.speed(fastest)).isEqualTo(0.6955, within(1e-4));
        assertThat(stroke.speed(fastest - 5)).isLessThan(stroke.speed(fastest));
        assertThat(stroke.speed(fastest + 5)).isLessThan(stroke.speed(fastest));
    }

    @Test
    void goesAsFastAsItsSpeedSays() {
        double dx = stroke.x(stroke.done(241)) - stroke.x(stroke.done(239));
        double dy = stroke.y(stroke.done(241)) - stroke.y(stroke.done(239));

        assertThat(Math.hypot(dx, dy) / 2).isEqualTo(stroke.speed(240), within(1e-4));
    }

    @Test
    void turnsFromItsFirstDirectionToItsLast() {
        assertThat(Math.atan2(stroke.y(1e-6), stroke.x(1e-6))).isEqualTo(0.2, within(1e-4));
        assertThat(Math.atan2(stroke.y(1) - stroke.y(1 - 1e-6), stroke.x(1) - stroke.x(1 - 1e-6)))
                .isEqualTo(0.9, within(1e-4));
    }

    @Test
    void spansADistanceHoweverMuchItTurns() {
        for (double turn : new double[] {-1.5, 0, 0.4, 1.5}) {
            LognormalStroke spanning =
                    LognormalStroke.spanning(0, Math.log(200), 0.3, 300, 2.5, turn);

            assertThat(spanning.x(1)).isEqualTo(300 * Math.cos(2.5), within(1e-9));
            assertThat(spanning.y(1)).isEqualTo(300 * Math.sin(2.5), within(1e-9));
        }
    }
}
