package dev.fairgate.models.replay;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads times: by a pattern of [DateTimeFormatter], as RFC 3339, as seconds or milliseconds since
/// 1970. Where none is named, the zone is UTC.
public final class Times {

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,15})(\\.\\d*)?");

    /// More than that are milliseconds: as seconds they are past the year 5138.
    private static final long MOST_SECONDS = 100_000_000_000L;

    /// The end of the year 9999, past which times have no text of the usual form.
    private static final long LAST_MS = 253_402_300_799_999L;

    private final @Nullable DateTimeFormatter pattern;

    /// @param pattern of [DateTimeFormatter]; null for the usual forms
    public Times(@Nullable String pattern) throws CannotReplay {
        try {
            this.pattern = pattern == null ? null : formatter(pattern);
        } catch (IllegalArgumentException e) {
            throw new CannotReplay(
                    "The time format '%s' is none: %s.".formatted(pattern, e.getMessage()));
        }
    }

    /// In ms since 1970; empty for what is no time, or not within 1970 to 9999.
    public OptionalLong read(String text) {
        OptionalLong ms = pattern == null ? OptionalLong.empty() : read(text, pattern);
        if (ms.isEmpty()) {
            ms = number(text);
        }
        if (ms.isEmpty() && text.length() == 10) {
            ms = read(text, DateTimeFormatter.ISO_LOCAL_DATE);
        } else if (ms.isEmpty() && text.length() > 10) {
            String rfc = text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
            ms = read(rfc, DateTimeFormatter.ISO_DATE_TIME);
        }
        return ms.isPresent() && ms.getAsLong() >= 0 && ms.getAsLong() <= LAST_MS
                ? ms
                : OptionalLong.empty();
    }

    /// Strict, so that the 30th of February is no day; which needs the year without an era.
    private static DateTimeFormatter formatter(String pattern) {
        String proleptic = pattern.contains("G") ? pattern : pattern.replace('y', 'u');
        return DateTimeFormatter.ofPattern(proleptic, Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static OptionalLong number(String text) {
        var number = NUMBER.matcher(text);
        if (!number.matches()) {
            return OptionalLong.empty();
        }
        long value = Long.parseLong(number.group(1));
        return OptionalLong.of(value < MOST_SECONDS ? value * 1_000 : value);
    }

    private static OptionalLong read(String text, DateTimeFormatter format) {
        try {
            TemporalAccessor time =
                    format.parseBest(
                            text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return OptionalLong.of(ms(time));
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    private static long ms(TemporalAccessor time) {
        return switch (time) {
            case OffsetDateTime with -> with.toInstant().toEpochMilli();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC).toEpochMilli();
            case LocalDate day -> day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
            default -> throw new IllegalStateException("not asked for: " + time);
        };
    }
}
