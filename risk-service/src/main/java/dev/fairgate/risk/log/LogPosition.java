package dev.fairgate.risk.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place between two lines of a node's log, where reading goes on. It stays what it is when its
/// file is compressed.
///
/// @param segment time and number of a file, as in its name; empty before the first
/// @param offset bytes of that file, before compression
public record LogPosition(String segment, long offset) {

    /// Before the first line that there is.
    public static final LogPosition START = new LogPosition("", 0);

    private static final Pattern TEXT = Pattern.compile("(\\d{8}T\\d{6}Z-\\d{6})\\.(\\d{1,12})");

    /// Reads what [#text()] gave; empty for anything else.
    public static Optional<LogPosition> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new LogPosition(parts.group(1), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    /// For example `20261122T160000Z-000001.4711`; of letters that need no escape in an address.
    public String text() {
        return segment + "." + offset;
    }
}
