package dev.fairgate.risk.preview;

import dev.fairgate.risk.policy.Policy;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Tells policies apart by all that they decide by, and not by their version: two documents that
/// come to the same are the same, on every node.
final class Fingerprint {

    private static final String VERSION = "version";

    private Fingerprint() {}

    /// 64 hex digits.
    static String of(Policy policy) {
        try {
            byte[] text = text(policy).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Maps and sets have no order that two nodes share.
    private static String text(Object value) {
        return switch (value) {
            case Policy policy -> record(policy, VERSION);
            case Record record -> record(record, "");
            case Optional<?> optional -> optional.map(Fingerprint::text).orElse("none");
            case Map<?, ?> map -> entries(map);
            case List<?> list -> list(list.stream().map(Fingerprint::text).toList());
            case Collection<?> set -> list(set.stream().map(Fingerprint::text).sorted().toList());
            default -> '"' + ownText(value) + '"';
        };
    }

    /// What says of itself only which object it is would be another on every node.
    private static String ownText(Object value) {
        String text = value.toString();
        if (text.equals(value.getClass().getName() + '@' + Integer.toHexString(value.hashCode()))) {
            throw new IllegalStateException("a part of a policy has no text: " + text);
        }
        return text;
    }

    private static String entries(Map<?, ?> map) {
        Map<String, String> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(text(key), text(value)));
        return sorted.toString();
    }

    private static String list(List<String> texts) {
        return texts.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static String record(Record record, String without) {
        StringBuilder text = new StringBuilder(record.getClass().getSimpleName()).append('{');
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (!component.getName().equals(without)) {
                text.append(component.getName()).append('=').append(get(component, record));
                text.append(';');
            }
        }
        return text.append('}').toString();
    }

    private static String get(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true); // of records that are package-private
            Object value = component.getAccessor().invoke(record);
            return value == null ? "null" : text(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record says what it is made of", e);
        }
    }
}
