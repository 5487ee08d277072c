package dev.fairgate.risk.log;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which lines of a log are of a range of time. A gap has no time: it is left out only between two
/// lines that are out of the range. For one thread.
final class RangeFilter {

    /// In decisions, in outcomes, in campaigns, in all other events. No text within a line can look
    /// like that: its quotes would have a backslash.
    private static final List<String> TIMES =
            List.of("\"decidedAt\":\"", "\"takenAt\":\"", "\"madeAt\":\"", "\"at\":\"");

    private final TimeRange range;
    private final List<byte[]> held = new ArrayList<>();
    private boolean isBeforeOut;

    RangeFilter(TimeRange range) {
        this.range = range;
    }

    /// What to take now that this line has come.
    List<byte[]> pass(byte[] line) {
        String text = new String(line, StandardCharsets.US_ASCII);
        if (!text.startsWith("{") || !text.endsWith("}\n")) {
            return List.of(); // a disk that died in the middle
        }
        Optional<Instant> at = timeOf(text);
        if (at.isEmpty()) {
            held.add(line);
            return isBeforeOut ? List.of() : release();
        }
        isBeforeOut = !range.contains(at.get());
        if (isBeforeOut) {
            held.clear();
            return List.of();
        }
        held.add(line);
        return release();
    }

    /// Whether a gap waits for the line after it.
    boolean isWaiting() {
        return !held.isEmpty();
    }

    /// What waits, when there is no line after it.
    List<byte[]> release() {
        List<byte[]> all = List.copyOf(held);
        held.clear();
        return all;
    }

    /// When a line says that it was; empty for gaps.
    static Optional<Instant> timeOf(String line) {
        for (String name : TIMES) {
            int begin = line.indexOf(name);
            if (begin >= 0) {
                int from = begin + name.length();
                try {
                    return Optional.of(
                            Instant.parse(line.substring(from, line.indexOf('"', from))));
                } catch (DateTimeException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
