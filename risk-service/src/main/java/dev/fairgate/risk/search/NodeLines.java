package dev.fairgate.risk.search;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What one log has about a decision.
///
/// @param node the id of the log
/// @param lines in the order they were written
/// @param isPartial whether time was over before all of it was looked through
record NodeLines(String node, List<String> lines, boolean isPartial) {

    private static final int MOST = 1_000;

    NodeLines {
        lines = List.copyOf(lines);
    }

    /// Reads what [#json()] wrote.
    ///
    /// @throws RuntimeException for anything else: then the node has not answered
    static NodeLines read(byte[] body, String node) {
        JsonNode json = JsonMapper.shared().readTree(body);
        List<String> lines =
                json.path("lines").valueStream().limit(MOST).map(JsonNode::toString).toList();
        if (!json.path("node").asString("").equals(node)) {
            throw new IllegalArgumentException("the answer is of another log");
        }
        return new NodeLines(node, lines, json.path("partial").asBoolean());
    }

    String json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("node", node);
        ArrayNode array = json.putArray("lines");
        lines.forEach(line -> array.add(JsonMapper.shared().readTree(line)));
        json.put("partial", isPartial);
        return json.toString();
    }
}
