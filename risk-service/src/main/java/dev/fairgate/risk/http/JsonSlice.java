package dev.fairgate.risk.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    private final Inside inside;

    private JsonSlice(byte[] body, int from, int to, Kind kind, String text, Inside inside) {
        this.body = body;
        this.from = from;
        this.to = to;
        this.kind = kind;
        this.text = text;
        this.inside = inside;
    }

    /// What has been read already of the inside of a value: nothing, most often.
    private sealed interface Inside {
        record Unread() implements Inside {
            static final Unread UNREAD = new Unread();
        }

        record Items(List<JsonSlice> items) implements Inside {}

        record Fields(List<Field> fields) implements Inside {}
    }

    /// A field of an object, as it came.
    record Field(String name, JsonSlice value) {}

    static JsonSlice ofBody(byte[] body) {
        return new JsonSlice(body, 0, body.length, Kind.OBJECT, "", Inside.Unread.UNREAD);
    }

    /// The values of a body that is one list; objects are read with their fields, in one pass.
    static List<JsonSlice> itemsOfBody(byte[] body, int max) {
        JsonSlice whole = new JsonSlice(body, 0, body.length, Kind.ARRAY, "", Inside.Unread.UNREAD);
        try (JsonParser parser = whole.parser()) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new InvalidRequest("the body must be one JSON list");
            }
            List<JsonSlice> items = whole.list(parser, max);
            if (parser.nextToken() != null) {
                throw new InvalidRequest("there is something after the JSON list");
            }
            return items;
        }
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
        if (inside instanceof Inside.Items(List<JsonSlice> read)) {
            if (read.size() > max) {
                throw new InvalidRequest(path + ": must have at most " + max + " items");
            }
            return read;
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

    /// The fields of an object in order, as they came; `eager` ones that are lists are read with
    /// the fields of their items, in the same pass.
    List<Field> fields(Set<String> eager) {
        if (inside instanceof Inside.Fields(List<Field> read)) {
            return read;
        }
        try (JsonParser parser = parser()) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidRequest("the body must be one JSON object");
            }
            List<Field> fields = fields(parser, eager);
            if (parser.nextToken() != null) {
                throw new InvalidRequest("there is something after the JSON object");
            }
            return fields;
        }
    }

    private List<Field> fields(JsonParser parser, Set<String> eager) {
        List<Field> fields = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            boolean list = parser.nextToken() == JsonToken.START_ARRAY && eager.contains(name);
            fields.add(new Field(name, list ? list(parser) : current(parser)));
        }
        return fields;
    }

    private JsonSlice list(JsonParser parser) {
        int start = start(parser);
        List<JsonSlice> items = list(parser, Integer.MAX_VALUE);
        return new JsonSlice(body, start, end(parser), Kind.ARRAY, "", new Inside.Items(items));
    }

    private List<JsonSlice> list(JsonParser parser, int max) {
        List<JsonSlice> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == max) {
                throw new InvalidRequest("the body: must have at most " + max + " items");
            }
            items.add(
                    parser.currentToken() == JsonToken.START_OBJECT
                            ? object(parser)
                            : current(parser));
        }
        return items;
    }

    private JsonSlice object(JsonParser parser) {
        int start = start(parser);
        List<Field> fields = fields(parser, Set.of());
        return new JsonSlice(body, start, end(parser), Kind.OBJECT, "", new Inside.Fields(fields));
    }

    private int start(JsonParser parser) {
        return from + (int) parser.currentTokenLocation().getByteOffset();
    }

    private int end(JsonParser parser) {
        return from + (int) parser.currentLocation().getByteOffset();
    }

    /// The value at the parser's token, which is skipped to its end.
    JsonSlice current(JsonParser parser) throws JacksonException {
        int start = start(parser);
        Kind found = kindOf(parser.currentToken());
        String content =
                switch (found) {
                    case STRING, INTEGER, DECIMAL -> parser.getString();
                    case OBJECT, ARRAY, BOOLEAN, NULL -> "";
                };
        parser.skipChildren();
        return new JsonSlice(body, start, end(parser), found, content, Inside.Unread.UNREAD);
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
