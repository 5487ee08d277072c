package dev.fairgate.risk.export;

import dev.fairgate.risk.log.LogPosition;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// From where to go on in the log of each node.
///
/// @param positions by the id of the log
record Cursor(SortedMap<String, LogPosition> positions) {

    /// From the first line of every log.
    static final Cursor START = new Cursor(new TreeMap<>());

    private static final int MOST = 64;
    private static final Pattern ENTRY = Pattern.compile("([0-9a-f]{12})\\.(.+)");

    Cursor {
        positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
    }

    /// Reads what [#text()] gave; empty for anything else.
    static Optional<Cursor> parse(String text) {
        if (text.equals(START.text())) {
            return Optional.of(START);
        }
        String[] entries = text.split("~", MOST + 1);
        if (entries.length > MOST) {
            return Optional.empty();
        }
        SortedMap<String, LogPosition> positions = new TreeMap<>();
        for (String entry : entries) {
            Matcher parts = ENTRY.matcher(entry);
            Optional<LogPosition> position =
                    parts.matches() ? LogPosition.parse(parts.group(2)) : Optional.empty();
            if (position.isEmpty() || positions.put(parts.group(1), position.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new Cursor(positions));
    }

    /// For example `0123456789ab.20261122T160000Z-000001.4711`, one after the other with a `~`
    /// between: nothing in it needs an escape in an address.
    String text() {
        return positions.isEmpty()
                ? "start"
                : positions.entrySet().stream()
                        .map(entry -> entry.getKey() + "." + entry.getValue().text())
                        .collect(Collectors.joining("~"));
    }

    LogPosition of(String log) {
        return positions.getOrDefault(log, LogPosition.START);
    }

    /// The same, but further in one log.
    Cursor with(String log, LogPosition position) {
        if (position.equals(LogPosition.START)) {
            return this; // nothing is there yet
        }
        Map<String, LogPosition> next = new TreeMap<>(positions);
        next.put(log, position);
        return new Cursor(new TreeMap<>(next));
    }
}
