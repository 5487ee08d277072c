package dev.fairgate.risk.model;

import dev.fairgate.models.scoring.Model;
import dev.fairgate.risk.model.ModelStore.Listed;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Models in JSON.
final class ModelJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ModelJson() {}

    /// What a model is, without what it is used for.
    static String about(Model model, int bytes) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("bytes", bytes);
        json.put("inputs", model.schema().inputs().size());
        json.put("featureVersion", model.schema().version());
        json.put("trees", model.size());
        json.putObject("bounds")
                .put("challenge", model.bounds().challenge())
                .put("block", model.bounds().block());
        ObjectNode training = json.putObject("training");
        new TreeMap<>(model.training()).forEach(training::put);
        return json.toString();
    }

    static String list(Iterable<Listed> models) {
        ObjectNode json = MAPPER.createObjectNode();
        ArrayNode items = json.putArray("models");
        models.forEach(model -> items.add(item(model)));
        return json.toString();
    }

    static String one(Listed model) {
        return item(model).toString();
    }

    private static ObjectNode item(Listed model) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("version", model.part().version());
        json.put("stage", model.part().stage().wireName());
        if (model.part().stage() == Stage.CANARY) {
            json.put("percent", model.part().percent());
        }
        json.put("since", model.since());
        json.put("changedAt", model.changedAt().toString());
        json.put("changedBy", model.changedBy());
        if (!model.reason().isEmpty()) {
            json.put("reason", model.reason());
        }
        model.tally().ifPresent(tally -> json.set("comparison", comparison(tally)));
        if (MAPPER.readTree(model.about()) instanceof ObjectNode about) {
            json.setAll(about);
        }
        return json;
    }

    private static ObjectNode comparison(Tally tally) {
        ObjectNode json = pairs(tally.all());
        json.put("meanDifference", tally.meanDifference());
        json.set("paidBefore", pairs(tally.payers()));
        return json;
    }

    private static ObjectNode pairs(Tally.Pairs pairs) {
        return MAPPER.createObjectNode()
                .put("requests", pairs.rows())
                .put("same", pairs.same())
                .put("stricter", pairs.stricter())
                .put("laxer", pairs.laxer());
    }
}
