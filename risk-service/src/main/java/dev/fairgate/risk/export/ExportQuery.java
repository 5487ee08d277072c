package dev.fairgate.risk.export;

import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.log.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/// What a caller wants of the logs.
///
/// @param limit most lines
/// @param nodeOnly whether only this node's log is wanted, as other nodes ask for it
record ExportQuery(TimeRange range, Cursor cursor, int limit, boolean nodeOnly) {

    static final int MOST_LINES = 100_000;

    private static final Set<String> NAMES = Set.of("from", "to", "cursor", "limit", "scope");
    private static final Pattern DIGITS = Pattern.compile("[1-9]\\d{0,5}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[0-9:.]{8,18}Z");
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /// Reads the parameters; every fault is an [InvalidRequest].
    static ExportQuery of(MultiValueMap<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (!NAMES.contains(name)) {
                throw new InvalidRequest("the query: has from, to, cursor, limit and scope only");
            }
        }
        return new ExportQuery(
                range(
                        read(parameters, "from", FIRST, ExportQuery::time),
                        read(parameters, "to", LAST, ExportQuery::time)),
                read(parameters, "cursor", Cursor.START, ExportQuery::cursor),
                read(parameters, "limit", MOST_LINES, ExportQuery::limit),
                read(parameters, "scope", false, ExportQuery::scope));
    }

    /// The address at which another node is asked for the same, of its log only.
    String path(Cursor from, int lines) {
        return UriComponentsBuilder.fromPath(ExportEndpoint.PATH)
                .queryParam("scope", "node")
                .queryParam("from", range.from())
                .queryParam("to", range.to())
                .queryParam("cursor", from.text())
                .queryParam("limit", lines)
                .build()
                .toUriString();
    }

    private static <T> T read(
            MultiValueMap<String, String> parameters,
            String name,
            T otherwise,
            Function<String, T> reader) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new InvalidRequest(name + ": must be there at most once");
        }
        return values.isEmpty() ? otherwise : reader.apply(values.getFirst());
    }

    private static TimeRange range(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new InvalidRequest("from: must be before to");
        }
        return new TimeRange(from, to);
    }

    private static Instant time(String text) {
        try {
            if (TIME.matcher(text).matches()) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            // Such as the 31st of February: said below.
        }
        throw new InvalidRequest("from, to: must be times such as 2026-11-22T16:00:00Z");
    }

    private static Cursor cursor(String text) {
        return Cursor.parse(text)
                .orElseThrow(() -> new InvalidRequest("cursor: must be a `next` of an export"));
    }

    private static int limit(String text) {
        int limit = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST_LINES) {
            throw new InvalidRequest("limit: must be from 1 to " + MOST_LINES);
        }
        return limit;
    }

    private static boolean scope(String text) {
        if (!text.equals("node")) {
            throw new InvalidRequest("scope: must be node, or not be there");
        }
        return true;
    }
}
