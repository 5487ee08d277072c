package dev.fairgate.risk.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The line after each block of an export, and the last of all: from where to go on.
///
/// @param next goes on after all lines before this one
/// @param more whether there are some, as far as is known
/// @param incomplete the nodes that are known and did not answer, so that lines of them may be
///     missing
record Mark(Cursor next, boolean more, Set<String> incomplete) {

    private static final String BEGIN = "{\"v\":2,\"next\":";

    Mark {
        incomplete = Set.copyOf(incomplete);
    }

    /// Whether a line of an export is one of these, and none of a log.
    static boolean isOne(String line) {
        return line.startsWith(BEGIN);
    }

    /// Reads what [#line()] gave; empty for anything else.
    static Optional<Mark> parse(String line) {
        try {
            JsonNode json = JsonMapper.shared().readTree(line);
            return Cursor.parse(json.path("next").asString(""))
                    .map(next -> new Mark(next, json.path("more").asBoolean(false), Set.of()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// With its line feed.
    byte[] line() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("v", 2);
        json.put("next", next.text());
        json.put("more", more);
        if (!incomplete.isEmpty()) {
            ArrayNode nodes = json.putArray("incomplete");
            List.copyOf(new TreeSet<>(incomplete)).forEach(nodes::add);
        }
        return (json + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
