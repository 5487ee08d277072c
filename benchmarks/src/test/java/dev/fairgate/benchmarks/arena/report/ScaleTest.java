package dev.fairgate.benchmarks.arena.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void ticksAreRoundAndFew() {
        assertThat(new Scale(0, 300, 0, 1).ticks(4)).containsExactly(0.0, 100.0, 200.0, 300.0);
        assertThat(new Scale(-1.5, 6.75, 0, 1).ticks(6)).containsExactly(0.0, 2.0, 4.0, 6.0);
        assertThat(new Scale(0, 1, 0, 1).ticks(4)).containsExactly(0.0, 0.5, 1.0);
    }

    @Test
    void drawsAValueInProportionAndAtTheEdgeWhatIsBeyond() {
        Scale up = new Scale(0, 200, 100, 20);
        assertThat(up.at(0)).isEqualTo(100);
        assertThat(up.at(50)).isEqualTo(80);
        assertThat(up.at(500)).isEqualTo(20);
        assertThat(up.at(-1)).isEqualTo(100);
    }

    @Test
    void refusesARangeOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Scale(1, 1, 0, 10));
    }
}
