package dev.fairgate.risk.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/// The fields of one JSON object, read strictly: what is asked for has exactly the asked type.
///
/// Unknown fields are ignored, a name that appears twice is refused. Every fault is an
/// [InvalidRequest] that names the field and the rule, never the value.
public final class JsonFields {

    private static final int MAX_FIELDS = 256;

    private final String path;
    private final Map<String, JsonSlice> values;

    private JsonFields(String path, Map<String, JsonSlice> values) {
        this.path = path;
        this.values = values;
    }

    /// Reads a whole body, which must be one object and nothing else.
    ///
    /// @param lists fields that are lists of objects, and will be read whole: in the same pass
    public static JsonFields ofBody(byte[] body, Set<String> lists) {
        return of("", JsonSlice.ofBody(body), lists);
    }

    /// Reads a whole body, which must be a list of objects and nothing else.
    static List<JsonFields> ofList(byte[] body, int maxItems) {
        try {
            List<JsonSlice> items = JsonSlice.itemsOfBody(body, maxItems);
            return IntStream.range(0, items.size())
                    .mapToObj(i -> of("[" + i + "].", items.get(i)))
                    .toList();
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    /// Reads one value, which must be an object.
    ///
    /// @param path what faults put before a field's name, for example `challenge.`
    public static JsonFields of(String path, JsonSlice slice) {
        return of(path, slice, Set.of());
    }

    private static JsonFields of(String path, JsonSlice slice, Set<String> lists) {
        if (slice.kind() != JsonSlice.Kind.OBJECT) {
            throw new InvalidRequest(trim(path) + ": must be an object");
        }
        try {
            return new JsonFields(path, byName(path, slice.fields(lists)));
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    private static Map<String, JsonSlice> byName(String path, List<JsonSlice.Field> fields) {
        if (fields.size() > MAX_FIELDS) {
            throw new InvalidRequest(trim(path) + ": more than " + MAX_FIELDS + " fields");
        }
        Map<String, JsonSlice> values = HashMap.newHashMap(fields.size());
        for (JsonSlice.Field field : fields) {
            if (values.putIfAbsent(field.name(), field.value()) != null) {
                throw new InvalidRequest(trim(path) + ": a field name appears twice");
            }
        }
        return values;
    }

    /// Refuses every other field.
    public void allowOnly(String... names) {
        if (!Set.of(names).containsAll(values.keySet())) {
            throw new InvalidRequest(trim(path) + ": has only " + String.join(", ", names));
        }
    }

    /// The value of a field; empty when it is absent or `null`.
    public Optional<JsonSlice> value(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(slice -> slice.kind() != JsonSlice.Kind.NULL);
    }

    /// An id: `[a-z0-9_-]{1,64}`.
    public String id(String name) {
        return matching(name, Spelling::isId, "must be 1 to 64 of a-z, 0-9, _ and -");
    }

    /// A device id, if there is one: `[A-Za-z0-9_-]{1,64}`.
    public Optional<String> deviceId(String name) {
        return value(name)
                .map(
                        _ ->
                                matching(
                                        name,
                                        Spelling::isDevice,
                                        "must be 1 to 64 of A-Z, a-z, 0-9, _ and -"));
    }

    /// A name that another system gave, if there is one: letters, digits and `_ - . : /`.
    public Optional<String> reference(String name, int longest) {
        return value(name)
                .map(
                        _ ->
                                matching(
                                        name,
                                        text -> Spelling.isReference(text, longest),
                                        "must be 1 to "
                                                + longest
                                                + " of A-Z, a-z, 0-9, _, -, ., : and /"));
    }

    /// `true` or `false`.
    public boolean flag(String name, boolean absent) {
        return value(name)
                .map(
                        slice -> {
                            if (slice.kind() != JsonSlice.Kind.BOOLEAN) {
                                throw fault(name, "must be true or false");
                            }
                            return slice.json().equals("true");
                        })
                .orElse(absent);
    }

    /// A ULID in its canonical spelling.
    public String ulid(String name) {
        return matching(name, Spelling::isUlid, "must be a ULID of 26 characters");
    }

    /// A whole number, written in digits only.
    public long integer(String name, long min, long max) {
        return value(name)
                .filter(slice -> slice.kind() == JsonSlice.Kind.INTEGER)
                .map(JsonSlice::text)
                .filter(digits -> digits.length() <= 18 && digits.charAt(0) != '-')
                .map(Long::parseLong)
                .filter(number -> number >= min && number <= max)
                .orElseThrow(
                        () -> fault(name, "must be a whole number from " + min + " to " + max));
    }

    /// A moment in RFC 3339, in UTC.
    public Instant time(String name) {
        try {
            return UtcTime.parse(
                    matching(
                            name,
                            UtcTime::isShaped,
                            "must be an RFC 3339 time in UTC, such as 2026-11-22T16:00:00Z"));
        } catch (DateTimeException e) {
            throw fault(name, "must be a date that exists");
        }
    }

    /// A text, if there is one.
    public Optional<String> optionalText(String name, int maxLength) {
        return value(name).map(_ -> text(name, maxLength));
    }

    /// A text that must be there.
    public String text(String name, int maxLength) {
        return string(name)
                .filter(text -> text.length() <= maxLength)
                .orElseThrow(
                        () ->
                                fault(
                                        name,
                                        "must be a text of at most " + maxLength + " characters"));
    }

    /// The fault of a field, with the whole path to it.
    public InvalidRequest fault(String name, String rule) {
        return new InvalidRequest(path + name + ": " + rule);
    }

    private String matching(String name, Predicate<String> form, String rule) {
        return string(name).filter(form).orElseThrow(() -> fault(name, rule));
    }

    private Optional<String> string(String name) {
        return value(name)
                .filter(slice -> slice.kind() == JsonSlice.Kind.STRING)
                .map(JsonSlice::text);
    }

    private static String trim(String path) {
        return path.isEmpty() ? "the request" : path.substring(0, path.length() - 1);
    }

    /// Says where, when Jackson knows: it does not for a document that breaks a bound of ours.
    private static InvalidRequest notJson(JacksonException e) {
        TokenStreamLocation where = e.getLocation();
        return new InvalidRequest(
                where == null
                        ? "the body is not valid JSON, or is nested too deeply"
                        : "the body is not valid JSON (at byte " + where.getByteOffset() + ")");
    }
}
