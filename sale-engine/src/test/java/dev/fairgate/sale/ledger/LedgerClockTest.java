package dev.fairgate.sale.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LedgerClockTest {

    private static final Instant WALL = Instant.parse("2026-11-22T16:00:00Z");

    private Instant wall = WALL;
    private long nanos = Long.MAX_VALUE - 1_000_000; // the monotonic clock may wrap
    private final LedgerClock clock = new LedgerClock(() -> wall, () -> nanos);

    @Test
    void startsFromTheWallAndGoesOnWithoutIt() {
        assertThat(clock.instant()).isEqualTo(WALL);

        wall = WALL.plus(Duration.ofDays(300));
        pass(Duration.ofMillis(1500));

        assertThat(clock.instant()).isEqualTo(WALL.plusMillis(1500));
    }

    @Test
    void takesTheLedgersTimeForTheMiddleOfTheRoundTrip() {
        long asked = clock.nanos();
        pass(Duration.ofMillis(10));

        clock.sampled(1_800_000_000L, 250_000, asked);

        assertThat(clock.instant())
                .isEqualTo(Instant.ofEpochSecond(1_800_000_000L).plusMillis(255));
        pass(Duration.ofSeconds(1));
        assertThat(clock.instant())
                .isEqualTo(Instant.ofEpochSecond(1_800_000_001L).plusMillis(255));
    }

    @Test
    void followsALedgerThatWasSetBack() {
        clock.sampled(1_800_000_000L, 0, clock.nanos());
        clock.sampled(1_700_000_000L, 0, clock.nanos());

        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(1_700_000_000L));
    }

    @Test
    void doesNotFollowAWallClockThatJumps() {
        clock.sampled(1_800_000_000L, 0, clock.nanos());

        wall = WALL.minus(Duration.ofHours(1));

        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(1_800_000_000L));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
