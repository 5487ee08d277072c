package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssessmentsTest {

    /// Of 120 ms.
    @ParameterizedTest
    @CsvSource({"0, 120", "50, 70", "89, 31", "90, 30", "91, 30", "119, 30", "5000, 30"})
    void leavesAQuarterOfTheDeadlineToWhoWaitedForASlowStore(long tookMs, long leftMs) {
        long since = Long.MAX_VALUE - 7; // the clock may turn over
        long now = since + Duration.ofMillis(tookMs).toNanos();

        assertThat(Assessments.left(Duration.ofMillis(120), since, now))
                .isEqualTo(Duration.ofMillis(leftMs));
    }
}
