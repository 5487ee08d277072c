package dev.fairgate.risk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T16:00:00Z",
                "2026-11-22T16:07:09.5Z",
                "2026-11-22T23:59:59.000000001Z",
                "2026-11-22T00:00:00.123456789Z",
                "2024-02-29T12:34:56.120Z",
                "1969-12-31T23:59:59.999Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "2016-12-31T23:59:60Z",
                "2026-11-22T24:00:00Z"
            })
    void readsAMomentAsTheJdkDoes(String text) {
        assertThat(UtcTime.isShaped(text)).isTrue();
        assertThat(UtcTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-10T00:00:00Z",
                "2026-11-22T16:60:00Z",
                "2026-11-22T24:00:01Z",
                "2026-11-22T16:00:61Z"
            })
    void knowsWhatNoCalendarHas(String text) {
        assertThat(UtcTime.isShaped(text)).isTrue();
        assertThatThrownBy(() -> UtcTime.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-22T16:00:00",
                "2026-11-22T16:00:00.Z",
                "2026-11-22T16:00:00.1234567890Z",
                "2026-11-22T16:00:00,5Z",
                "2026-11-22T16:00:00.5+00:00",
                "2026-11-22t16:00:00z",
                "2026-11-22 16:00:00Z",
                "2026-11-22T16:00Z",
                "+2026-11-22T16:00:00Z",
                "2026-11-22T16:00:0\u0663Z",
                "2026-1a-22T16:00:00Z",
                "2026-11-22T16:00:00.5xZ"
            })
    void refusesAnyOtherShape(String text) {
        assertThat(UtcTime.isShaped(text)).isFalse();
    }

    @Test
    void readsEveryLengthOfAFraction() {
        for (int digits = 1; digits <= 9; digits++) {
            String text = "2026-11-22T16:00:00." + "123456789".substring(0, digits) + "Z";
            assertThat(UtcTime.parse(text)).isEqualTo(Instant.parse(text));
        }
    }
}
