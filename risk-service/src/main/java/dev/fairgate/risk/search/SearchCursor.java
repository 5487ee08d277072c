package dev.fairgate.risk.search;

import dev.fairgate.risk.log.LogPosition;
import dev.fairgate.risk.log.TimeRange;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Before which place a search goes on in the log of each node; a node without one begins at its
/// end. It holds the range too, which would slide from page to page.
///
/// @param range to the millisecond
/// @param digest of the filter
/// @param before by the id of the log
record SearchCursor(TimeRange range, String digest, SortedMap<String, LogPosition> before) {

    private static final int MOST = 64;
    private static final Pattern HEAD =
            Pattern.compile("(\\d{1,15})\\.(\\d{1,15})\\.([0-9a-f]{8})");
    private static final Pattern ENTRY = Pattern.compile("([0-9a-f]{12})\\.(.+)");

    SearchCursor {
        before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
    }

    /// From the end of every log.
    static SearchCursor start(TimeRange range, String digest) {
        return new SearchCursor(range, digest, new TreeMap<>());
    }

    /// Reads what [#text()] gave; empty for anything else.
    static Optional<SearchCursor> parse(String text) {
        String[] parts = text.split("~", MOST + 2);
        Matcher head = HEAD.matcher(parts[0]);
        if (!head.matches() || parts.length > MOST + 1) {
            return Optional.empty();
        }
        SortedMap<String, LogPosition> before = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            Matcher entry = ENTRY.matcher(parts[i]);
            Optional<LogPosition> place =
                    entry.matches() ? LogPosition.parse(entry.group(2)) : Optional.empty();
            if (place.isEmpty() || before.put(entry.group(1), place.get()) != null) {
                return Optional.empty();
            }
        }
        Instant from = Instant.ofEpochMilli(Long.parseLong(head.group(1)));
        Instant to = Instant.ofEpochMilli(Long.parseLong(head.group(2)));
        return from.isBefore(to)
                ? Optional.of(new SearchCursor(new TimeRange(from, to), head.group(3), before))
                : Optional.empty();
    }

    /// For example
    /// `1795424400000.1795510800000.5e884898~0123456789ab.20261122T160000Z-000001.4711`; nothing in
    /// it needs an escape in an address.
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(range.from().toEpochMilli())
                .append('.')
                .append(range.to().toEpochMilli())
                .append('.')
                .append(digest);
        before.forEach(
                (log, place) -> text.append('~').append(log).append('.').append(place.text()));
        return text.toString();
    }

    /// The same for one log.
    SearchCursor of(String log) {
        LogPosition place = before.get(log);
        return new SearchCursor(
                range, digest, place == null ? new TreeMap<>() : new TreeMap<>(Map.of(log, place)));
    }

    /// The same, but further in some logs.
    SearchCursor with(Map<String, LogPosition> places) {
        SortedMap<String, LogPosition> next = new TreeMap<>(before);
        next.putAll(places);
        return new SearchCursor(range, digest, next);
    }
}
