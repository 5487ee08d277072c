package dev.fairgate.risk.policy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON merge patch, RFC 7396: members of an object replace those of the same name, `null` takes
/// one away, and everything else, lists too, is replaced as a whole.
final class MergePatch {

    private MergePatch() {}

    /// The target with the patch over it; neither of the two is changed.
    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode members)) {
            return patch;
        }
        ObjectNode result =
                target instanceof ObjectNode object ? object.deepCopy() : members.objectNode();
        for (var member : members.properties()) {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), apply(result.path(member.getKey()), member.getValue()));
            }
        }
        return result;
    }
}
