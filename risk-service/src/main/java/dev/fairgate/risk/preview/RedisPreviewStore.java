package dev.fairgate.risk.preview;

import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.tuning.Guard.Band;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Previews in the risk store: `preview:<id>`, JSON, for as long as they are valid.
final class RedisPreviewStore implements PreviewStore {

    private static final Duration VALID = Duration.ofMinutes(10);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final RiskStore store;
    private final Duration deadline;

    /// @param deadline for each call
    RedisPreviewStore(RiskStore store, Duration deadline) {
        this.store = store;
        this.deadline = deadline;
    }

    @Override
    public Mono<Void> keep(String previewId, Kept kept) {
        return store.put(key(previewId), text(kept), VALID).timeout(deadline);
    }

    @Override
    public Mono<Kept> find(String previewId) {
        return ID.matcher(previewId).matches()
                ? store.get(key(previewId)).timeout(deadline).map(RedisPreviewStore::parse)
                : Mono.empty();
    }

    private static String key(String previewId) {
        return "preview:" + previewId;
    }

    private static String text(Kept kept) {
        var json =
                MAPPER.createObjectNode()
                        .put("candidate", kept.candidate())
                        .put("version", kept.version())
                        .put("leastChallenged", kept.band().leastChallenged())
                        .put("mostChallenged", kept.band().mostChallenged())
                        .put("leastBlocked", kept.band().leastBlocked())
                        .put("mostBlocked", kept.band().mostBlocked());
        kept.model().ifPresent(model -> json.put("model", model));
        return json.toString();
    }

    private static Kept parse(String text) {
        JsonNode json = MAPPER.readTree(text);
        return new Kept(
                json.path("candidate").asString(""),
                json.path("version").asLong(),
                Optional.ofNullable(json.path("model").asString(null)),
                new Band(
                        json.path("leastChallenged").asDouble(),
                        json.path("mostChallenged").asDouble(),
                        json.path("leastBlocked").asDouble(),
                        json.path("mostBlocked").asDouble()));
    }
}
