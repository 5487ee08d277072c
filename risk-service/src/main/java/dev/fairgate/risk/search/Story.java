package dev.fairgate.risk.search;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.label.LabelKey;
import dev.fairgate.risk.label.LabelKey.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All that the logs have about one decision.
///
/// @param node whose log has it
/// @param decision its line
/// @param events the lines of its challenge and of what became of it, in the order of their nodes
/// @param isPartial whether a node ran out of time
/// @param incomplete nodes that did not answer
record Story(
        String node,
        JsonNode decision,
        List<JsonNode> events,
        boolean isPartial,
        Set<String> incomplete) {

    Story {
        events = List.copyOf(events);
    }

    /// Puts together what nodes have; empty where none has the decision.
    static Optional<Story> of(String id, List<NodeLines> nodes, Set<String> incomplete) {
        String node = "";
        JsonNode decision = null;
        List<JsonNode> events = new ArrayList<>();
        for (NodeLines from : nodes) {
            for (String text : from.lines()) {
                JsonNode line = JsonMapper.shared().readTree(text);
                if (line.has("kind")) {
                    events.add(line);
                } else if (line.path("decisionId").asString("").equals(id)) {
                    node = from.node();
                    decision = line;
                }
            }
        }
        boolean isPartial = nodes.stream().anyMatch(NodeLines::isPartial);
        return decision == null
                ? Optional.empty()
                : Optional.of(new Story(node, decision, events, isPartial, incomplete));
    }

    String text(String field) {
        return decision.path(field).asString("");
    }

    /// The events of a kind.
    List<JsonNode> events(String kind) {
        return events.stream().filter(it -> it.path("kind").asString("").equals(kind)).toList();
    }

    /// By which its challenge is known in every log.
    Optional<String> challengeRef() {
        return events("challenge").stream()
                .map(it -> it.path("challengeRef").asString(""))
                .filter(it -> !it.isEmpty())
                .findFirst();
    }

    /// The numbers that it was made from; empty where they are of another version.
    Optional<FeatureRow> row() {
        double[] values =
                decision.path("features").valueStream().mapToDouble(JsonNode::asDouble).toArray();
        boolean isOurs =
                decision.path("featureVersion").asInt(0) == FeatureName.schema().version()
                        && values.length == FeatureName.values().length;
        return isOurs ? Optional.of(FeatureRow.of(values)) : Optional.empty();
    }

    /// What labels may be about: the decision, its account, its orders and their payments.
    List<LabelKey> labelKeys() {
        Set<LabelKey> keys = new LinkedHashSet<>();
        keys.add(key(Kind.DECISION, text("decisionId")));
        keys.add(key(Kind.ACCOUNT, text("accountId")));
        for (JsonNode outcome : events("outcome")) {
            for (Kind kind : List.of(Kind.ORDER, Kind.PAYMENT)) {
                if (outcome.has(kind.field())) {
                    keys.add(key(kind, outcome.get(kind.field()).asString()));
                }
            }
        }
        return List.copyOf(keys);
    }

    private static LabelKey key(Kind kind, String name) {
        return new LabelKey(kind, name, Optional.empty());
    }
}
