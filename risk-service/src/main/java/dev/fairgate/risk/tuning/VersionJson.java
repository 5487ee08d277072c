package dev.fairgate.risk.tuning;

import dev.fairgate.risk.tuning.Tuned.Unconfirmed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Versions in JSON, as docs/contract has them.
final class VersionJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private VersionJson() {}

    /// What a change has led to.
    ///
    /// @param version in force
    static String one(Version version, Optional<Instant> revertsAt) {
        return fields(version, true, revertsAt).toString();
    }

    /// @param page the newest first
    /// @param tuned which of them is in force
    /// @param hasMore whether there are older ones
    static String list(List<Version> page, Tuned tuned, boolean hasMore) {
        ObjectNode json = MAPPER.createObjectNode();
        var items = json.putArray("items");
        page.forEach(
                it ->
                        items.add(
                                fields(
                                        it,
                                        it.number() == tuned.active().number(),
                                        revertsAt(it, tuned))));
        if (hasMore) {
            json.put("next", page.getLast().number());
        } else {
            json.putNull("next");
        }
        return json.toString();
    }

    static String diff(Version from, Version to, List<Difference> differences) {
        ObjectNode json =
                MAPPER.createObjectNode()
                        .put("fromPreset", from.preset().wireName())
                        .put("toPreset", to.preset().wireName());
        var changes = json.putArray("changes");
        differences.forEach(it -> changes.add(fields(it)));
        return json.toString();
    }

    private static Optional<Instant> revertsAt(Version version, Tuned tuned) {
        return tuned.unconfirmed()
                .filter(it -> it.version() == version.number())
                .map(Unconfirmed::until);
    }

    private static ObjectNode fields(
            Version version, boolean isActive, Optional<Instant> revertsAt) {
        ObjectNode json =
                MAPPER.createObjectNode()
                        .put("version", version.number())
                        .put("kind", version.kind().wireName())
                        .put("preset", version.preset().wireName())
                        .put("by", version.by())
                        .put("at", version.at().toString())
                        .put("comment", version.comment())
                        .put("active", isActive);
        revertsAt.ifPresent(it -> json.put("revertsAt", it.toString()));
        return json;
    }

    private static ObjectNode fields(Difference difference) {
        ObjectNode json =
                MAPPER.createObjectNode()
                        .put("op", difference.op().wireName())
                        .put("pointer", difference.pointer());
        difference.from().ifPresent(it -> json.set("from", it));
        difference.to().ifPresent(it -> json.set("to", it));
        return json;
    }
}
