package dev.fairgate.sale.event;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Stream entries as the ledger writes them.
public final class Entries {

    /// When every order here was made, and when its hold ends.
    public static final long CREATED = 1_790_000_000_123L;

    public static final long PAY_BY = CREATED + 300_000;

    private Entries() {}

    public static String ulid() {
        return UlidCreator.getMonotonicUlid().toString();
    }

    /// What happened to an order of one lamp.
    public static Map<String, String> event(String ulid, String kind, long stockSeq) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", kind);
        fields.put("order", ulid);
        fields.put("account", "a-" + ulid.substring(20));
        fields.put("row", row("1", kind));
        fields.put("key", "");
        fields.put("stockSeq", Long.toString(stockSeq));
        fields.put("available", "7");
        fields.put("at", Long.toString(CREATED + stockSeq));
        return fields;
    }

    public static String row(String quantity, String status) {
        return "1|%s|4900|EUR|%s|%d|%d|%d|d-1|3|2|"
                .formatted(quantity, status, CREATED, PAY_BY, CREATED + 1);
    }

    /// The same entry with one field changed or added.
    public static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return changed;
    }

    /// The same entry with one field less.
    public static Map<String, String> without(Map<String, String> fields, String name) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.remove(name);
        return changed;
    }
}
