package dev.fairgate.risk.decision;

import dev.fairgate.risk.challenge.ChallengeJson;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// Decisions in JSON, as docs/contract has them.
final class DecisionJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .addModule(ChallengeJson.module())
                    .build();

    private DecisionJson() {}

    static String write(Decision decision) {
        return MAPPER.writeValueAsString(decision);
    }

    static Decision read(String json) {
        return MAPPER.readValue(json, Decision.class);
    }
}
