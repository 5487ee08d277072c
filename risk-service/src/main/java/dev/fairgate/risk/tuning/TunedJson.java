package dev.fairgate.risk.tuning;

import dev.fairgate.risk.policy.Preset;
import dev.fairgate.risk.tuning.Tuned.Unconfirmed;
import dev.fairgate.risk.tuning.Version.Kind;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// [Tuned] as the text that all nodes share. A document that several versions have is in it once.
final class TunedJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int FORMAT = 1;

    private TunedJson() {}

    /// The text, without the oldest versions where it would be too large with them.
    static String write(Tuned tuned, int mostBytes) {
        String text = write(tuned);
        return tuned.recent().size() > 1 && text.getBytes(StandardCharsets.UTF_8).length > mostBytes
                ? write(tuned.shorter(), mostBytes)
                : text;
    }

    /// What such a text says; empty for any other.
    static Optional<Tuned> read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            return json.path("v").asInt(0) == FORMAT ? Optional.of(tuned(json)) : Optional.empty();
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String write(Tuned tuned) {
        List<String> documents = new ArrayList<>();
        ObjectNode json = MAPPER.createObjectNode().put("v", FORMAT);
        var recent = json.putArray("recent");
        tuned.recent().forEach(it -> recent.add(version(it, documents)));
        var seeds = json.putArray("seeds");
        tuned.seeds().forEach(seeds::add);
        tuned.band().ifPresent(it -> json.set("band", band(it)));
        tuned.unconfirmed().ifPresent(it -> json.set("unconfirmed", unconfirmed(it, documents)));
        var texts = json.putArray("documents");
        documents.forEach(texts::add);
        return MAPPER.writeValueAsString(json);
    }

    private static ObjectNode version(Version version, List<String> documents) {
        return MAPPER.createObjectNode()
                .put("number", version.number())
                .put("kind", version.kind().wireName())
                .put("preset", version.preset().wireName())
                .put("by", version.by())
                .put("at", version.at().toString())
                .put("comment", version.comment())
                .put("document", place(version.document(), documents));
    }

    private static ObjectNode band(Guard.Band band) {
        return MAPPER.createObjectNode()
                .put("leastChallenged", band.leastChallenged())
                .put("mostChallenged", band.mostChallenged())
                .put("leastBlocked", band.leastBlocked())
                .put("mostBlocked", band.mostBlocked());
    }

    private static ObjectNode unconfirmed(Unconfirmed unconfirmed, List<String> documents) {
        return MAPPER.createObjectNode()
                .put("version", unconfirmed.version())
                .put("until", unconfirmed.until().toString())
                .put("preset", unconfirmed.preset().wireName())
                .put("document", place(unconfirmed.document(), documents));
    }

    private static int place(String document, List<String> documents) {
        if (!documents.contains(document)) {
            documents.add(document);
        }
        return documents.indexOf(document);
    }

    private static Tuned tuned(JsonNode json) {
        JsonNode documents = json.path("documents");
        return new Tuned(
                json.path("recent").valueStream().map(it -> version(it, documents)).toList(),
                json.path("seeds").valueStream().map(JsonNode::stringValue).toList(),
                json.has("band") ? Optional.of(band(json.path("band"))) : Optional.empty(),
                json.has("unconfirmed")
                        ? Optional.of(unconfirmed(json.path("unconfirmed"), documents))
                        : Optional.empty());
    }

    private static Version version(JsonNode json, JsonNode documents) {
        return new Version(
                json.path("number").longValue(),
                Kind.fromWireName(json.path("kind").stringValue())
                        .orElseThrow(() -> new IllegalArgumentException("an unknown kind")),
                preset(json),
                json.path("by").stringValue(),
                Instant.parse(json.path("at").stringValue()),
                json.path("comment").stringValue(),
                document(json, documents));
    }

    private static Guard.Band band(JsonNode json) {
        return new Guard.Band(
                json.path("leastChallenged").doubleValue(),
                json.path("mostChallenged").doubleValue(),
                json.path("leastBlocked").doubleValue(),
                json.path("mostBlocked").doubleValue());
    }

    private static Unconfirmed unconfirmed(JsonNode json, JsonNode documents) {
        return new Unconfirmed(
                json.path("version").longValue(),
                Instant.parse(json.path("until").stringValue()),
                document(json, documents),
                preset(json));
    }

    private static Preset preset(JsonNode json) {
        return Preset.fromWireName(json.path("preset").stringValue())
                .orElseThrow(() -> new IllegalArgumentException("an unknown preset"));
    }

    private static String document(JsonNode json, JsonNode documents) {
        return documents.path(json.path("document").intValue()).stringValue();
    }
}
