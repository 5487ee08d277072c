package dev.fairgate.risk.log;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes the fields of JSON objects. For one thread.
final class Fields {

    /// Up to here a double has every integer, and JSON of integers is shorter.
    private static final double EXACT = 1L << 53;

    private final JsonGenerator json;

    Fields(JsonGenerator json) {
        this.json = json;
    }

    void begin() {
        json.writeStartObject();
    }

    void begin(String name) {
        json.writeName(name).writeStartObject();
    }

    void end() {
        json.writeEndObject();
    }

    void beginArray(String name) {
        json.writeName(name).writeStartArray();
    }

    void endArray() {
        json.writeEndArray();
    }

    void lineFeed() {
        json.writeRaw('\n');
    }

    void flush() {
        json.flush();
    }

    /// Nothing for null.
    void text(String name, @Nullable String value) {
        if (value != null) {
            json.writeName(name).writeString(value);
        }
    }

    void flag(String name, boolean value) {
        json.writeName(name).writeBoolean(value);
    }

    void number(String name, long value) {
        json.writeName(name).writeNumber(value);
    }

    void number(String name, double value) {
        json.writeName(name);
        item(value);
    }

    void item(String value) {
        json.writeString(value);
    }

    /// Writes a number so that whoever reads it as a double gets the very same bits; of whole ones
    /// only the digits.
    void item(double value) {
        long whole = (long) value;
        boolean isWhole =
                Double.doubleToRawLongBits((double) whole) == Double.doubleToRawLongBits(value);
        if (isWhole && Math.abs(value) <= EXACT) {
            json.writeNumber(whole);
        } else {
            json.writeNumber(value);
        }
    }
}
