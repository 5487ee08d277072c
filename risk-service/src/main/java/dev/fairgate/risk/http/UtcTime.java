package dev.fairgate.risk.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// Moments in RFC 3339 in UTC, such as `2026-11-22T16:00:00.25Z`, read character by character: a
/// decision has three, and [Instant#parse] of each takes a map of its fields.
public final class UtcTime {

    private static final String SHAPE = "0000-00-00T00:00:00";
    private static final int FRACTION = SHAPE.length() + 1;
    private static final int MOST_DIGITS = 9;

    private UtcTime() {}

    /// Whether a text has the shape of a moment, with at most 9 digits of a second's fraction.
    public static boolean isShaped(String text) {
        int end = text.length() - 1;
        return end >= SHAPE.length()
                && text.charAt(end) == 'Z'
                && isShapedBefore(text)
                && (end == SHAPE.length() || isFraction(text, end));
    }

    /// The moment.
    ///
    /// @param text of that shape
    /// @throws DateTimeException when no calendar has it
    public static Instant parse(String text) {
        int hour = number(text, 11, 13);
        int second = number(text, 17, 19);
        if (hour > 23 || second > 59) {
            return Instant.parse(text); // which knows leap seconds and the end of a day
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        hour,
                        number(text, 14, 16),
                        second,
                        nanos(text))
                .toInstant(ZoneOffset.UTC);
    }

    private static boolean isShapedBefore(String text) {
        for (int i = 0; i < SHAPE.length(); i++) {
            char wanted = SHAPE.charAt(i);
            if (wanted == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != wanted) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFraction(String text, int end) {
        if (text.charAt(SHAPE.length()) != '.' || end == FRACTION || end > FRACTION + MOST_DIGITS) {
            return false;
        }
        for (int i = FRACTION; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int nanos(String text) {
        int end = text.length() - 1;
        if (end < FRACTION) {
            return 0;
        }
        int nanos = number(text, FRACTION, end);
        for (int digits = end - FRACTION; digits < MOST_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + (text.charAt(i) - '0');
        }
        return number;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
