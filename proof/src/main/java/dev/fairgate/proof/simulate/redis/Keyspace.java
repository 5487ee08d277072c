package dev.fairgate.proof.simulate.redis;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All keys, each with a value of one type and perhaps an end.
final class Keyspace {

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Long> endsMs = new HashMap<>();
    private final LongSupplier micros;

    /// @param micros microseconds since 1970
    Keyspace(LongSupplier micros) {
        this.micros = micros;
    }

    /// Members by score, then by name.
    static final class Ranked {
        final Map<String, Double> scores = new TreeMap<>();
    }

    /// A command that the server refuses.
    static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message, null, false, false);
        }
    }

    long micros() {
        return micros.getAsLong();
    }

    long nowMs() {
        return micros.getAsLong() / 1000;
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(values.keySet());
        names.removeIf(it -> value(it) == null);
        return names;
    }

    @Nullable String text(String key) {
        return existing(key, String.class);
    }

    void put(String key, String text) {
        values.put(key, text);
        endsMs.remove(key);
    }

    boolean remove(String key) {
        boolean was = value(key) != null;
        values.remove(key);
        endsMs.remove(key);
        return was;
    }

    boolean expire(String key, long endMs) {
        boolean is = value(key) != null;
        if (is) {
            endsMs.put(key, endMs);
        }
        return is;
    }

    /// When a key ends; null when it does not.
    @Nullable Long endMs(String key) {
        return value(key) == null ? null : endsMs.get(key);
    }

    @SuppressWarnings("unchecked") // a map here is always a hash
    Map<String, String> hash(String key) {
        Map<String, String> hash = existing(key, Map.class);
        return hash == null ? Map.of() : hash;
    }

    @SuppressWarnings("unchecked")
    Map<String, String> hashToWrite(String key) {
        return toWrite(key, Map.class, LinkedHashMap::new);
    }

    @SuppressWarnings("unchecked") // a set here is always one of texts
    Set<String> setToWrite(String key) {
        return toWrite(key, Set.class, LinkedHashSet::new);
    }

    @SuppressWarnings("unchecked")
    Set<String> set(String key) {
        Set<String> set = existing(key, Set.class);
        return set == null ? Set.of() : set;
    }

    Map<String, Double> ranked(String key) {
        Ranked ranked = existing(key, Ranked.class);
        return ranked == null ? Map.of() : ranked.scores;
    }

    Map<String, Double> rankedToWrite(String key) {
        return toWrite(key, Ranked.class, Ranked::new).scores;
    }

    @Nullable StreamValue stream(String key) {
        return existing(key, StreamValue.class);
    }

    StreamValue streamToWrite(String key) {
        return toWrite(key, StreamValue.class, StreamValue::new);
    }

    /// An empty collection is no key.
    void removeIfEmpty(String key, boolean empty) {
        if (empty) {
            remove(key);
        }
    }

    private <T> T toWrite(String key, Class<T> type, Supplier<T> fresh) {
        T was = existing(key, type);
        if (was != null) {
            return was;
        }
        T value = fresh.get();
        values.put(key, value);
        return value;
    }

    private <T> @Nullable T existing(String key, Class<T> type) {
        Object value = value(key);
        if (value != null && !type.isInstance(value)) {
            throw new Refused("WRONGTYPE Operation against a key holding the wrong kind of value");
        }
        return type.cast(value);
    }

    private @Nullable Object value(String key) {
        Long end = endsMs.get(key);
        if (end != null && end <= nowMs()) {
            values.remove(key);
            endsMs.remove(key);
        }
        return values.get(key);
    }
}
