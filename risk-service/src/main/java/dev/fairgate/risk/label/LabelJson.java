package dev.fairgate.risk.label;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Labels in JSON, as docs/contract has them.
final class LabelJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private LabelJson() {}

    static String counts(Taking taking, boolean dryRun) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("accepted", taking.accepted());
        json.put("changed", taking.changed());
        json.put("repeated", taking.repeated());
        json.put("dryRun", dryRun);
        return MAPPER.writeValueAsString(json);
    }

    static String standing(Standing label) {
        return MAPPER.writeValueAsString(fields(label));
    }

    /// @param next from where to go on, if there is more
    static String list(List<Standing> labels, Optional<LabelCursor> next) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", labels.stream().map(LabelJson::fields).toList());
        json.put("next", next.map(LabelCursor::text).orElse(null));
        return MAPPER.writeValueAsString(json);
    }

    private static Map<String, Object> fields(Standing label) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(label.key().kind().field(), label.key().name());
        label.key().saleId().ifPresent(sale -> json.put(LabelKey.SALE_FIELD, sale));
        json.put("label", label.label().wireName());
        json.put("source", label.source());
        json.put("at", label.at().toString());
        json.put("by", label.by());
        json.put("takenAt", label.takenAt().toString());
        return json;
    }
}
