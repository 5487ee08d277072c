package dev.fairgate.risk.search;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.schema.Feature;
import dev.fairgate.risk.label.LabelKey;
import dev.fairgate.risk.label.Standing;
import dev.fairgate.risk.outcome.Outcome;
import dev.fairgate.risk.search.Explanations.Answer.Explained;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An explained decision in JSON, as docs/contract has it.
final class ExplanationJson {

    private static final List<String> OF_OUTCOMES =
            List.of("outcome", "at", "takenAt", "orderId", "paymentReference");
    private static final List<String> OF_RESPONSES = List.of("result", "solveMs", "at");

    private ExplanationJson() {}

    static String of(Explained explained) {
        Story story = explained.story();
        ObjectNode json = object();
        json.put("decisionId", story.text("decisionId"));
        json.put("node", story.node());
        ObjectNode record = story.decision().asObject().deepCopy();
        story.row().ifPresent(_ -> record.remove("features"));
        json.set("record", record);
        json.set("features", features(story.row(), explained.contributions()));
        explained.contributions().ifPresent(it -> json.set("contributions", contributions(it)));
        challenge(story).ifPresent(it -> json.set("challenge", it));
        json.set("outcomes", outcomes(story, explained.fates()));
        explained.labels().ifPresent(it -> json.set("labels", labels(it, story.text("saleId"))));
        json.put("partial", story.isPartial());
        SearchJson.put(json, "incomplete", story.incomplete());
        return json.toString();
    }

    private static ArrayNode features(
            Optional<FeatureRow> row, Optional<Contributions> contributions) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        row.ifPresent(
                values -> {
                    for (FeatureName name : FeatureName.values()) {
                        Feature feature = name.feature();
                        ObjectNode json = array.addObject();
                        json.put("name", feature.name());
                        json.put("value", values.get(name));
                        json.put("unit", feature.unit());
                        json.put("whenAbsent", feature.whenAbsent());
                        json.put("signal", wireName(feature.signal()));
                        json.put("says", feature.sentence());
                        contributions
                                .map(it -> it.byFeature().get(name))
                                .ifPresent(it -> json.put("contribution", it));
                    }
                });
        return array;
    }

    private static ObjectNode contributions(Contributions contributions) {
        ObjectNode json = object();
        json.put("model", contributions.model());
        json.put("expected", contributions.expected());
        ObjectNode bySignal = json.putObject("bySignal");
        contributions.bySignal().forEach((signal, it) -> bySignal.put(wireName(signal), it));
        return json;
    }

    private static Optional<ObjectNode> challenge(Story story) {
        return story.events("challenge").stream()
                .findFirst()
                .map(
                        asked -> {
                            ObjectNode json = object();
                            json.set("kind", asked.path("challenge"));
                            json.set("askedAt", asked.path("at"));
                            ArrayNode responses = json.putArray("responses");
                            story.events("response")
                                    .forEach(it -> responses.add(some(it, OF_RESPONSES)));
                            return json;
                        });
    }

    /// The lines of the logs, and without a time those that only the risk store knows of.
    private static ArrayNode outcomes(Story story, Set<Outcome> fates) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        Set<String> told = new HashSet<>();
        for (JsonNode line : story.events("outcome")) {
            if (told.add(line.path("outcome").asString(""))) {
                array.add(some(line, OF_OUTCOMES));
            }
        }
        fates.stream()
                .sorted()
                .map(Outcome::wireName)
                .filter(told::add)
                .forEach(name -> array.addObject().put("outcome", name));
        return array;
    }

    /// What is said about the account in another sale is about other decisions.
    private static ArrayNode labels(List<Standing> labels, String saleId) {
        ArrayNode array = JsonMapper.shared().createArrayNode();
        for (Standing label : labels) {
            LabelKey key = label.key();
            if (key.saleId().filter(sale -> !sale.equals(saleId)).isEmpty()) {
                ObjectNode json = array.addObject();
                json.put(key.kind().field(), key.name());
                key.saleId().ifPresent(sale -> json.put("saleId", sale));
                json.put("label", label.label().wireName());
                json.put("source", label.source());
                json.put("at", label.at().toString());
                json.put("by", label.by());
                json.put("takenAt", label.takenAt().toString());
            }
        }
        return array;
    }

    private static ObjectNode some(JsonNode line, List<String> fields) {
        ObjectNode json = object();
        fields.stream().filter(line::has).forEach(field -> json.set(field, line.get(field)));
        return json;
    }

    private static String wireName(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
