package dev.fairgate.risk.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// One value inside a JSON body: its kind, and the bytes it is written in.
///
/// Reading stays shallow: a nested value is only skipped until somebody asks for it. That is why
/// a strange telemetry object or a bad item of a batch cannot spoil what stands beside it.
public final class JsonSlice {

    /// What a value is.
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NULL
    }

    /// A body is at most 1 MiB, which bounds names and numbers in it; skipping a value costs its
    /// length only, so there is nothing for tighter limits to protect.
    private static final int BODY_BOUND = 1 << 20;

    /// Deeper than a buyer's 64 KiB of telemetry can be: one such item must not refuse a batch.
    private static final int DEPTH_BOUND = 1 << 16;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                    .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEPTH_BOUND)
                                    .maxNumberLength(BODY_BOUND)
                                    .maxStringLength(BODY_BOUND)
                                    .maxNameLength(BODY_BOUND)
                                    .build())
                    .build();

    private final byte[] body;
    private final int from;
    private final int to;
    private final Kind kind;
    private final String text;

    private JsonSlice(byte[] body, int from, int to, Kind kind, String text) {
        this.body = body;
        this.from = from;
        this.to = to;
        this.kind = kind;
        this.text = text;
    }

    static JsonSlice ofBody(byte[] body) {
        return new JsonSlice(body, 0, body.length, Kind.OBJECT, "");
    }

    /// What the value is.
    public Kind kind() {
        return kind;
    }

    /// The text of a string, the digits of a number; empty for other kinds.
    public String text() {
        return text;
    }

    /// The value as it was sent, in JSON.
    public String json() {
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }

    /// The length of the value as it was sent, in bytes.
    public int length() {
        return to - from;
    }

    /// The values of an array.
    ///
    /// @param path how faults name this value
    public List<JsonSlice> items(String path, int max) {
        if (kind != Kind.ARRAY) {
            throw new InvalidRequest(path + ": must be a list");
        }
        List<JsonSlice> items = new ArrayList<>();
        try (JsonParser parser = parser()) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (items.size() == max) {
                    throw new InvalidRequest(path + ": must have at most " + max + " items");
                }
                items.add(current(parser));
            }
            return items;
        }
    }

    JsonParser parser() {
        return FACTORY.createParser(ObjectReadContext.empty(), body, from, to - from);
    }

    /// The value at the parser's token, which is skipped to its end.
    JsonSlice current(JsonParser parser) throws JacksonException {
        int start = from + (int) parser.currentTokenLocation().getByteOffset();
        Kind found = kindOf(parser.currentToken());
        String content =
                switch (found) {
                    case STRING, INTEGER, DECIMAL -> parser.getString();
                    case OBJECT, ARRAY, BOOLEAN, NULL -> "";
                };
        parser.skipChildren();
        int end = from + (int) parser.currentLocation().getByteOffset();
        return new JsonSlice(body, start, end, found, content);
    }

    private static Kind kindOf(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> Kind.OBJECT;
            case START_ARRAY -> Kind.ARRAY;
            case VALUE_STRING -> Kind.STRING;
            case VALUE_NUMBER_INT -> Kind.INTEGER;
            case VALUE_NUMBER_FLOAT -> Kind.DECIMAL;
            case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
            case VALUE_NULL -> Kind.NULL;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("no value starts with " + token);
        };
    }
}
