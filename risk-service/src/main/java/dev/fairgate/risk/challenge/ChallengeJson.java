package dev.fairgate.risk.challenge;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairgate.captcha.Challenge;
import dev.fairgate.captcha.ChallengeKind;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// How challenges look in JSON: the library itself knows nothing of JSON libraries.
public final class ChallengeJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .addModule(module())
                    .build();

    private ChallengeJson() {}

    /// Names the kinds as the contract does.
    public static JacksonModule module() {
        return new SimpleModule("challenges")
                .setMixInAnnotation(ChallengeKind.class, KindByWireName.class);
    }

    static byte[] envelope(Challenge challenge) {
        return MAPPER.writeValueAsString(new Envelope(challenge)).getBytes(StandardCharsets.UTF_8);
    }

    private record Envelope(Challenge challenge) {}

    private interface KindByWireName {
        @JsonValue
        String wireName();
    }
}
