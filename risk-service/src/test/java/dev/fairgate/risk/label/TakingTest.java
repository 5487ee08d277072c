package dev.fairgate.risk.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.label.LabelKey.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TakingTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.123456Z");
    private static final Instant BEFORE = NOW.minusSeconds(60);

    @Test
    void acceptsWhatNobodySaid() {
        Taking taking = of(said(Label.BOT, Optional.empty()), Optional.empty());

        assertThat(taking.accepted()).isEqualTo(1);
        assertThat(taking.news()).isEqualTo(taking.standing());
        assertThat(taking.standing()).containsExactly(standing(Label.BOT, NOW, "ana", NOW));
    }

    @Test
    void letsWhatWasSaidBeforeStandAsItWas() {
        Standing old = standing(Label.BOT, BEFORE, "ben", BEFORE);

        Taking taking = of(said(Label.BOT, Optional.of(NOW)), Optional.of(old));

        assertThat(taking.repeated()).isEqualTo(1);
        assertThat(taking.news()).isEmpty();
        assertThat(taking.standing()).containsExactly(old);
    }

    @Test
    void letsTheLaterWordWin() {
        Optional<Standing> old = Optional.of(standing(Label.BOT, BEFORE, "ben", BEFORE));

        Taking later = of(said(Label.HUMAN, Optional.empty()), old);
        assertThat(later.changed()).isEqualTo(1);
        assertThat(later.standing()).containsExactly(standing(Label.HUMAN, NOW, "ana", NOW));

        Taking same = of(said(Label.HUMAN, Optional.of(BEFORE)), old);
        assertThat(same.changed()).isEqualTo(1);
        assertThat(same.standing()).containsExactly(standing(Label.HUMAN, BEFORE, "ana", NOW));

        Taking earlier = of(said(Label.HUMAN, Optional.of(BEFORE.minusNanos(1_000))), old);
        assertThat(earlier.repeated()).isEqualTo(1);
        assertThat(earlier.news()).isEmpty();
        assertThat(earlier.standing()).containsExactly(old.orElseThrow());
    }

    @Test
    void takesATimeAheadForNowAndNoMoreThanMicroseconds() {
        Taking ahead = of(said(Label.BOT, Optional.of(NOW.plusSeconds(240))), Optional.empty());
        assertThat(ahead.standing().getFirst().at()).isEqualTo(NOW);

        Taking fine = of(said(Label.BOT, Optional.of(BEFORE.plusNanos(999))), Optional.empty());
        assertThat(fine.standing().getFirst().at()).isEqualTo(BEFORE);
    }

    private static Taking of(Said said, Optional<Standing> before) {
        return Taking.of(List.of(said), List.of(before), "ana", NOW);
    }

    private static Said said(Label label, Optional<Instant> at) {
        return new Said(key(), label, "review", at);
    }

    private static Standing standing(Label label, Instant at, String by, Instant takenAt) {
        return new Standing(key(), label, "review", at, by, takenAt);
    }

    private static LabelKey key() {
        return new LabelKey(Kind.ACCOUNT, "mallory", Optional.empty());
    }
}
