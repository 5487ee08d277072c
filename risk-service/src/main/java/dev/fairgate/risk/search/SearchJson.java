package dev.fairgate.risk.search;

import java.util.Collection;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Pages of decisions in JSON, as docs/contract has them.
final class SearchJson {

    private SearchJson() {}

    static String page(Searches.Result result) {
        Merge.Page page = result.page();
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode items = json.putArray("items");
        page.items().forEach(item -> items.add(item.json()));
        json.put("next", page.next().text());
        json.put("more", page.more());
        json.put("partial", page.isPartial());
        put(json, "incomplete", result.incomplete());
        if (!page.withoutKey().isEmpty()) {
            put(json, "withoutKey", page.withoutKey());
        }
        return json.toString();
    }

    static void put(ObjectNode json, String name, Collection<String> texts) {
        ArrayNode array = json.putArray(name);
        new TreeSet<>(texts).forEach(array::add);
    }
}
