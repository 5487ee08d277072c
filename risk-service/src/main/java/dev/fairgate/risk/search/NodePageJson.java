package dev.fairgate.risk.search;

import dev.fairgate.risk.log.LogPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A node's page on its way to another node.
final class NodePageJson {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private static final int MOST = 500;

    private NodePageJson() {}

    static String write(NodePage page) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("node", page.node());
        page.from().ifPresent(from -> json.put("from", from.text()));
        ArrayNode items = json.putArray("items");
        ArrayNode places = json.putArray("places");
        for (NodePage.Item item : page.items()) {
            items.add(item.json());
            places.add(item.place().text());
        }
        page.next().ifPresent(next -> json.put("next", next.text()));
        json.put("more", page.more());
        json.put("partial", page.isPartial());
        ArrayNode withoutKey = json.putArray("withoutKey");
        new TreeSet<>(page.withoutKey()).forEach(withoutKey::add);
        return json.toString();
    }

    /// Reads what [#write] wrote.
    ///
    /// @param node that was asked
    /// @throws RuntimeException for anything else: then the node has not answered
    static NodePage read(byte[] body, String node) {
        JsonNode json = MAPPER.readTree(body);
        List<NodePage.Item> items = new ArrayList<>();
        for (int i = 0; i < json.path("items").size(); i++) {
            items.add(item(json.get("items").get(i), json.path("places").path(i).asString("")));
        }
        if (!json.path("node").asString("").equals(node) || items.size() > MOST) {
            throw new IllegalArgumentException("the answer is of another log, or too long");
        }
        return new NodePage(
                node,
                place(json, "from"),
                items,
                place(json, "next"),
                json.path("more").asBoolean(),
                json.path("partial").asBoolean(),
                texts(json.path("withoutKey")));
    }

    private static NodePage.Item item(JsonNode json, String place) {
        return new NodePage.Item(
                LogPosition.parse(place).orElseThrow(),
                Instant.parse(json.path("decidedAt").asString()),
                json.asObject());
    }

    private static Optional<LogPosition> place(JsonNode json, String name) {
        return LogPosition.parse(json.path(name).asString(""));
    }

    private static Set<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }
}
