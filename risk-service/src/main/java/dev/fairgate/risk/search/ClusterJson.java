package dev.fairgate.risk.search;

import dev.fairgate.models.cluster.Cluster;
import dev.fairgate.models.cluster.Snapshot;
import dev.fairgate.models.feature.Likeness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Campaigns in JSON, as docs/contract has them.
final class ClusterJson {

    private static final double NEARLY_ALL = 0.9;
    private static final double MANY = 0.6;

    private ClusterJson() {}

    static String list(Snapshot snapshot) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("snapshot", snapshot.id());
        json.put("madeAt", Instant.ofEpochMilli(snapshot.madeAtMs()).toString());
        ArrayNode items = json.putArray("items");
        snapshot.clusters().forEach(cluster -> items.add(cluster(cluster)));
        return json.toString();
    }

    static String one(Clusters.Members members, ClusterQuery query) {
        List<NodePage.Item> rest =
                members.last().stream()
                        .filter(
                                item ->
                                        query.after().isEmpty()
                                                || query.after()
                                                        .get()
                                                        .isBefore(Clusters.after(item)))
                        .toList();
        List<NodePage.Item> page = rest.stream().limit(query.limit()).toList();
        ObjectNode json = cluster(members.cluster());
        json.put("members", members.known());
        json.set("networks", counts(members, "/network/kind"));
        json.set("sales", counts(members, "/saleId"));
        json.set("dispositions", counts(members, "/disposition"));
        ArrayNode items = json.putArray("items");
        page.forEach(item -> items.add(item.json()));
        json.put("next", page.size() < rest.size() ? Clusters.after(page.getLast()).text() : null);
        json.put("partial", members.isPartial());
        SearchJson.put(json, "incomplete", members.incomplete());
        return json.toString();
    }

    private static ObjectNode cluster(Cluster cluster) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("id", cluster.id());
        json.put("size", cluster.size());
        json.put("tightness", cluster.tightness());
        json.put("since", Instant.ofEpochMilli(cluster.firstSeenMs()).toString());
        ArrayNode shares = json.putArray("shares");
        Likeness.of(cluster.centre().toArray()).ifPresent(it -> words(it).forEach(shares::add));
        return json;
    }

    /// What its members have in common beside how their hands move.
    private static List<String> words(Likeness likeness) {
        List<String> words = new ArrayList<>();
        words.add(
                likeness.accountAgeS().isPresent()
                        ? "accounts about " + rough(likeness.accountAgeS().getAsDouble()) + " old"
                        : "accounts whose age nobody says");
        words.add("buy about " + rough(likeness.openToSubmitMs() / 1_000) + " after opening");
        share(likeness.networkShare())
                .ifPresent(
                        it ->
                                words.add(
                                        it
                                                + " from networks of kind "
                                                + likeness.network()
                                                        .name()
                                                        .toLowerCase(Locale.ROOT)));
        share(likeness.clientShare()).ifPresent(it -> words.add(it + " with one kind of client"));
        return words;
    }

    private static Optional<String> share(double share) {
        if (share >= NEARLY_ALL) {
            return Optional.of("nearly all");
        }
        return share >= MANY ? Optional.of("many") : Optional.empty();
    }

    private static String rough(double seconds) {
        Duration duration = Duration.ofMillis(Math.round(seconds * 1_000));
        if (duration.toDays() >= 2) {
            return duration.toDays() + " days";
        }
        if (duration.toHours() >= 2) {
            return duration.toHours() + " hours";
        }
        return duration.toMinutes() >= 2
                ? duration.toMinutes() + " minutes"
                : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static ObjectNode counts(Clusters.Members members, String field) {
        Map<String, Integer> counts = new TreeMap<>();
        for (NodePage.Item item : members.last()) {
            JsonNode value = item.json().at(field);
            counts.merge(value.asString("unknown"), 1, Integer::sum);
        }
        ObjectNode json = JsonMapper.shared().createObjectNode();
        counts.forEach(json::put);
        return json;
    }
}
