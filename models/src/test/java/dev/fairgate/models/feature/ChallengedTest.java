package dev.fairgate.models.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChallengedTest {

    @Test
    void comesBackFromItsBytes() {
        Challenged some = Challenged.NONE.plusAsked().plusAsked().plusSolved(12_345).plusFailed();

        assertThat(some).isEqualTo(new Challenged(2, 1, 1, 12_345));
        assertThat(Challenged.read(some.bytes())).isEqualTo(some);
        assertThat(Challenged.read(Challenged.NONE.bytes())).isEqualTo(Challenged.NONE);
    }

    @Test
    void stopsCounting() {
        Challenged most = new Challenged(65_535, 65_535, 65_535, 5);

        assertThat(Challenged.read(most.plusAsked().plusFailed().bytes())).isEqualTo(most);
        assertThat(most.plusSolved(-1).solveMs()).isZero();
        assertThat(most.plusSolved(Long.MAX_VALUE).solveMs()).isEqualTo(600_000);
    }

    @Test
    void takesWhatItDidNotWriteForNothing() {
        assertThat(Challenged.read(new byte[0])).isEqualTo(Challenged.NONE);
        assertThat(Challenged.read(new byte[13])).isEqualTo(Challenged.NONE);
    }
}
