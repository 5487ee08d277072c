package dev.fairgate.benchmarks.arena.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonTest {

    @Test
    void noneOfManyIsStillSomethingAtMost() {
        assertThat(Wilson.of(0, 3_900).low()).isZero();
        assertThat(Wilson.of(0, 3_900).high()).isCloseTo(0.000984, within(5e-7));
        assertThat(Wilson.of(0, 800).high()).isCloseTo(0.00478, within(5e-6));
    }

    @Test
    void threeOfAHundredIsOneToEightAndAHalfPercent() {
        assertThat(Wilson.of(3, 100).share()).isEqualTo(0.03);
        assertThat(Wilson.of(3, 100).low()).isCloseTo(0.0103, within(5e-5));
        assertThat(Wilson.of(3, 100).high()).isCloseTo(0.0845, within(5e-5));
    }

    @Test
    void allIsTheMirrorOfNone() {
        assertThat(Wilson.of(100, 100).high()).isEqualTo(1);
        assertThat(Wilson.of(100, 100).low())
                .isCloseTo(1 - Wilson.of(0, 100).high(), within(1e-12));
    }

    @Test
    void ofNobodyItSaysNothing() {
        assertThat(Wilson.of(0, 0).share()).isZero();
        assertThat(Wilson.of(0, 0).low()).isZero();
        assertThat(Wilson.of(0, 0).high()).isEqualTo(1);
    }

    @Test
    void refusesMoreThanAllAndFewerThanNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wilson.of(4, 3))
                .withMessageContaining("4 of 3");
        assertThatIllegalArgumentException().isThrownBy(() -> Wilson.of(-1, 3));
    }
}
