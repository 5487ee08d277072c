package dev.fairgate.risk.tuning;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One place at which two documents differ. Items of lists are compared by their place.
///
/// @param pointer a JSON pointer (RFC 6901)
/// @param from what the first has there
/// @param to what the second has there
record Difference(String pointer, Optional<JsonNode> from, Optional<JsonNode> to) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// What leads from the first to the second.
    enum Op {
        ADD,
        REMOVE,
        REPLACE;

        /// The name in JSON.
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Op op() {
        if (from.isEmpty()) {
            return Op.ADD;
        }
        return to.isEmpty() ? Op.REMOVE : Op.REPLACE;
    }

    /// All of them, in the order of the documents.
    static List<Difference> between(String from, String to) {
        List<Difference> all = new ArrayList<>();
        compare("", MAPPER.readTree(from), MAPPER.readTree(to), all);
        return all;
    }

    private static void compare(String pointer, JsonNode from, JsonNode to, List<Difference> all) {
        if (from.equals(to)) {
            return;
        }
        if (from.isObject() && to.isObject()) {
            Set<String> names = new LinkedHashSet<>(from.propertyNames());
            names.addAll(to.propertyNames());
            names.forEach(
                    it -> compare(pointer + "/" + escaped(it), from.path(it), to.path(it), all));
        } else if (from.isArray() && to.isArray()) {
            for (int i = 0; i < Math.max(from.size(), to.size()); i++) {
                compare(pointer + "/" + i, from.path(i), to.path(i), all);
            }
        } else {
            all.add(new Difference(pointer, there(from), there(to)));
        }
    }

    private static Optional<JsonNode> there(JsonNode node) {
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
