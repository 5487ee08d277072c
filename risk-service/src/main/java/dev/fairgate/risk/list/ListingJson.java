package dev.fairgate.risk.list;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lists in JSON: the items as docs/contract has them, and the document that all nodes share.
final class ListingJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ListingJson() {}

    static String write(Listing listing) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("entries", listing.entries().stream().map(ListingJson::fields).toList());
        json.put("suppressions", listing.suppressions().stream().map(ListingJson::fields).toList());
        return MAPPER.writeValueAsString(json);
    }

    /// Reads what [#write(Listing)] wrote.
    ///
    /// @throws RuntimeException for anything else
    static Listing read(String body) {
        JsonNode json = MAPPER.readTree(body);
        return new Listing(
                json.required("entries").valueStream().map(ListingJson::entry).toList(),
                json.required("suppressions").valueStream().map(ListingJson::suppression).toList());
    }

    static String one(Item item) {
        return MAPPER.writeValueAsString(fields(item));
    }

    static String page(Page<? extends Item> page) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", page.items().stream().map(ListingJson::fields).toList());
        json.put("next", page.next().orElse(null));
        return MAPPER.writeValueAsString(json);
    }

    private static Map<String, Object> fields(Item item) {
        return switch (item) {
            case Entry entry -> fields(entry);
            case Suppression suppression -> fields(suppression);
        };
    }

    private static Map<String, Object> fields(Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", entry.id());
        json.put("list", entry.list().wireName());
        json.put("kind", entry.target().kind().wireName());
        json.put("value", entry.target().value());
        json.put("reason", entry.reason());
        json.put("owner", entry.owner());
        json.put("createdAt", entry.createdAt().toString());
        json.put("expiresAt", entry.expiresAt().map(Instant::toString).orElse(null));
        return json;
    }

    private static Map<String, Object> fields(Suppression suppression) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", suppression.id());
        json.put("kind", suppression.target().kind().wireName());
        json.put("value", suppression.target().value());
        json.put("code", suppression.code());
        json.put("reason", suppression.reason());
        json.put("owner", suppression.owner());
        json.put("createdAt", suppression.createdAt().toString());
        json.put("expiresAt", suppression.expiresAt().toString());
        return json;
    }

    private static Entry entry(JsonNode json) {
        return new Entry(
                text(json, "id"),
                named(json, "list", ListName::fromWireName),
                target(json),
                text(json, "reason"),
                text(json, "owner"),
                time(json, "createdAt"),
                json.required("expiresAt").isNull()
                        ? Optional.empty()
                        : Optional.of(time(json, "expiresAt")));
    }

    private static Suppression suppression(JsonNode json) {
        return new Suppression(
                text(json, "id"),
                target(json),
                text(json, "code"),
                text(json, "reason"),
                text(json, "owner"),
                time(json, "createdAt"),
                time(json, "expiresAt"));
    }

    private static Target target(JsonNode json) {
        return new Target(named(json, "kind", Target.Kind::fromWireName), text(json, "value"));
    }

    private static <T> T named(JsonNode json, String name, Function<String, Optional<T>> names) {
        return names.apply(text(json, name))
                .orElseThrow(() -> new IllegalArgumentException("no such " + name));
    }

    private static Instant time(JsonNode json, String name) {
        return Instant.parse(text(json, name));
    }

    private static String text(JsonNode json, String name) {
        return json.required(name).stringValue();
    }
}
