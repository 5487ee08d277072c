package dev.fairgate.risk.search;

import dev.fairgate.risk.log.Finds.Found;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A decision as lists show it: what tells it from others, and what came of it.
final class Summary {

    private static final List<String> FIELDS =
            List.of(
                    "decisionId",
                    "decidedAt",
                    "saleId",
                    "accountId",
                    "deviceId",
                    "quantity",
                    "network",
                    "disposition",
                    "verdict",
                    "score",
                    "reasons",
                    "policyVersion",
                    "modelVersion",
                    "challenge",
                    "degraded");

    private Summary() {}

    /// Empty for a line that is none of ours.
    static Optional<NodePage.Item> of(String node, Found found) {
        try {
            JsonNode line = JsonMapper.shared().readTree(found.line());
            ObjectNode json = JsonMapper.shared().createObjectNode();
            FIELDS.stream().filter(line::has).forEach(field -> json.set(field, line.get(field)));
            json.put("node", node);
            Instant at = Instant.parse(line.path("decidedAt").asString(""));
            return Optional.of(new NodePage.Item(found.place(), at, json));
        } catch (JacksonException | DateTimeException e) {
            return Optional.empty(); // a disk that died in the middle
        }
    }
}
