package dev.fairgate.models.replay;

import dev.fairgate.models.replay.NumberedLines.Line;
import java.time.DateTimeException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Reads lines of decision logs.
final class LogLineReader {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private LogLineReader() {}

    /// @param file for people
    static LogLine read(String file, Line line) {
        String place = file + ":" + line.number();
        if (line.isTooLong()) {
            return new LogLine.Unreadable(place, "is longer than 1 MiB");
        }
        LogFields fields = new LogFields();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line.text())) {
            read(json, fields);
            return fields.line(place, line.text());
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return new LogLine.Unreadable(place, "is no line of a decision log");
        }
    }

    private static void read(JsonParser json, LogFields fields) {
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
