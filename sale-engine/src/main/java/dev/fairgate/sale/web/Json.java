package dev.fairgate.sale.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// The one way in and out of JSON: UTF-8, no duplicate keys, no unknown fields, integers are digits
/// only, nesting bounded. What breaks a rule becomes a [Refusal] with status 400.
public final class Json {

    private static final int MAX_DEPTH = 32;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxNumberLength(64)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .withCoercionConfig(
                            LogicalType.Textual,
                            config ->
                                    List.of(
                                                    CoercionInputShape.Integer,
                                                    CoercionInputShape.Float,
                                                    CoercionInputShape.Boolean)
                                            .forEach(
                                                    shape ->
                                                            config.setCoercion(
                                                                    shape, CoercionAction.Fail)))
                    .build();

    private Json() {}

    /// The strict mapper itself, for streaming readers.
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /// Writes a value of ours.
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// Reads a body into a record.
    ///
    /// @throws Refusal 400 when it is not UTF-8 JSON of exactly that shape
    public static <T> T read(byte[] body, Class<T> type) {
        requireUtf8(body);
        try {
            T value = MAPPER.readValue(body, type);
            if (value == null) {
                throw Refusal.invalid("The body must be a JSON object.");
            }
            return value;
        } catch (DatabindException e) {
            throw Refusal.invalid(at(e) + ": does not have the form this call asks for.");
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    /// A body that is not JSON at all, with the place where reading ended.
    public static Refusal notJson(JacksonException e) {
        if (e.getLocation() == null) {
            return Refusal.invalid("The body is not valid JSON.");
        }
        return Refusal.invalid(
                "The body is not valid JSON (line %d, column %d)."
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }

    /// Refuses other encodings and byte order marks, which a parser would guess at.
    ///
    /// @throws Refusal 400
    public static void requireUtf8(byte[] body) {
        boolean guessed =
                body.length >= 2 && (body[0] == 0 || body[1] == 0 || (body[0] & 0xFF) == 0xEF);
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("The body is not UTF-8.");
        }
        if (guessed) {
            throw Refusal.invalid("The body must be plain UTF-8 JSON without a byte order mark.");
        }
    }

    private static String at(DatabindException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            path.append(path.isEmpty() ? "" : ".");
            path.append(step.getPropertyName() == null ? step.getIndex() : clean(step));
        }
        return path.isEmpty() ? "The body" : path.toString();
    }

    /// Field names come from the caller: shown only when they are harmless.
    private static String clean(JacksonException.Reference step) {
        String name = step.getPropertyName();
        return name.matches("[A-Za-z0-9_-]{1,40}") ? name : "a field";
    }
}
