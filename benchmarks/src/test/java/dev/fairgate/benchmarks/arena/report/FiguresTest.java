package dev.fairgate.benchmarks.arena.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.benchmarks.arena.report.Play.Latency;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void sharesHaveTwoDecimalsWhereAllIsBelowOnePercent() {
        assertThat(Figures.bounded(Wilson.of(12, 600))).isEqualTo("2.0 % (1.1–3.5)");
        assertThat(Figures.bounded(Wilson.of(0, 3_900))).isEqualTo("0.00 % (0.00–0.10)");
        assertThat(Figures.bounded(Wilson.of(0, 0))).isEqualTo("–");
        assertThat(Figures.percent(Wilson.of(0, 0))).isEqualTo("–");
    }

    @Test
    void aCostBelowACentIsStillACost() {
        assertThat(Figures.euro(OptionalDouble.of(410))).isEqualTo("4.10 €");
        assertThat(Figures.euro(OptionalDouble.of(0.3))).isEqualTo("0.0030 €");
        assertThat(Figures.euro(OptionalDouble.of(0))).isEqualTo("0.00 €");
        assertThat(Figures.euro(OptionalDouble.empty())).isEqualTo("none got");
    }

    @Test
    void timesAreAsExactAsTheyAreShort() {
        assertThat(Figures.latency(new Latency(10, 9.94, 1_234.5, 2_000)))
                .isEqualTo("9.9 / 1,235 ms");
        assertThat(Figures.latency(new Latency(0, 0, 0, 0))).isEqualTo("–");
        assertThat(Figures.soldOut(OptionalDouble.empty())).isEqualTo("units left");
    }
}
