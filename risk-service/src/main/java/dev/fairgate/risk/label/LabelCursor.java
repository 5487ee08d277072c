package dev.fairgate.risk.label;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in the order in which labels were taken.
///
/// @param takenAt to the microsecond, from 1970
/// @param number of the label, which parts those of the same moment
record LabelCursor(Instant takenAt, long number) {

    /// Before all labels, as the last comes first.
    static final LabelCursor START =
            new LabelCursor(Instant.parse("9999-12-31T00:00:00Z"), Long.MAX_VALUE);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,16})\\.(\\d{1,18})");
    private static final long MICROS = 1_000_000;

    /// Reads what [#text()] gave; empty for anything else.
    static Optional<LabelCursor> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long micros = Long.parseLong(parts.group(1));
        return Optional.of(
                new LabelCursor(
                        Instant.ofEpochSecond(micros / MICROS, micros % MICROS * 1_000),
                        Long.parseLong(parts.group(2))));
    }

    /// For example `1795363200120000.4711`.
    String text() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, takenAt) + "." + number;
    }
}
