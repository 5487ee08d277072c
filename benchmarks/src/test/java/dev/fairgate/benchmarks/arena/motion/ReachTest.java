package dev.fairgate.benchmarks.arena.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReachTest {

    private final Reach straight = new Reach(1000, 400, 10, 20, 70, 100, 0);

    @Test
    void halfOfTheWayIsDoneAfterHalfOfTheTime() {
        assertThat(straight.x(1200)).isEqualTo(40, within(1e-9));
        assertThat(straight.y(1200)).isEqualTo(60, within(1e-9));
    }

    @Test
    void isFastestInTheMiddleWhereItHas1875ThousandthsOfTheMeanSpeed() {
        double mean = 100 / 400.0;

        assertThat(straight.speed(1200)).isEqualTo(1.875 * mean, within(1e-9));
        assertThat((straight.x(1201) - straight.x(1199)) / 2)
                .isEqualTo(1.875 * mean * 0.6, within(1e-5));
        assertThat(straight.speed(1190)).isLessThan(straight.speed(1200));
        assertThat(straight.speed(1210)).isLessThan(straight.speed(1200));
    }

    @Test
    void restsBeforeAndAfter() {
        assertThat(straight.x(900)).isEqualTo(10);
        assertThat(straight.y(2000)).isEqualTo(100);
        assertThat(straight.speed(1000)).isZero();
        assertThat(straight.speed(1400)).isZero();
    }

    @Test
    void leavesTheLineByItsBowAndComesBack() {
        Reach bowed = new Reach(0, 400, 0, 0, 100, 0, 5);

        assertThat(bowed.y(200)).isEqualTo(5, within(1e-9));
        assertThat(bowed.x(200)).isEqualTo(50, within(1e-9));
        assertThat(bowed.y(400)).isZero();
    }
}
