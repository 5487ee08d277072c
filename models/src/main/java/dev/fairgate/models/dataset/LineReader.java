package dev.fairgate.models.dataset;

import dev.fairgate.models.replay.NumberedLines.Line;
import java.time.DateTimeException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Reads lines of decision logs (version 2 of `docs/contract/schema/decision-record.schema.json`).
final class LineReader {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private LineReader() {}

    static Entry read(Line line) {
        if (line.isTooLong()) {
            return new Entry.Unreadable("is longer than 1 MiB");
        }
        LineFields fields = new LineFields();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line.text())) {
            read(json, fields);
            return fields.entry();
        } catch (JacksonException | DateTimeException e) {
            return new Entry.Unreadable("is no line of a decision log");
        } catch (IllegalArgumentException e) {
            return new Entry.Unreadable("is no line of a decision log: " + e.getMessage());
        }
    }

    private static void read(JsonParser json, LineFields fields) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("no object");
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            fields.read(name, json);
        }
        if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
            throw new IllegalArgumentException("no object, or more than one");
        }
    }
}
