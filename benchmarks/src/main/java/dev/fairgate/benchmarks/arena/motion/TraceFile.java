package dev.fairgate.benchmarks.arena.motion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads one recorded visit, strictly: a fault here is a fault of whoever recorded it.
final class TraceFile {

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_EVENTS = 512;
    private static final int LONGEST_MS = 600_000;
    private static final int FARTHEST_PX = 10_000_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TraceFile() {}

    /// @throws IllegalArgumentException in one sentence with the name of the file
    static Trace read(Path file) {
        try {
            return trace(JSON.readTree(bytes(file)));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The trace " + file + " is no JSON", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The trace " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            require(bytes.length <= MAX_BYTES, "it has more than 64 KiB");
            return bytes;
        }
    }

    private static Trace trace(JsonNode telemetry) {
        JsonNode events = telemetry.path("events");
        require(!events.isEmpty() && events.isArray(), "it has no events");
        require(events.size() <= MAX_EVENTS, "it has more than 512 events");
        List<Trace.Event> read = new ArrayList<>(events.size());
        int last = 0;
        for (int i = 0; i < events.size(); i++) {
            require(isEvent(events.path(i)), "event " + i + " is none");
            Trace.Event event = event(events.path(i));
            require(event.at() >= last, "its events are not in the order of time");
            last = event.at();
            read.add(event);
        }
        return new Trace(read);
    }

    private static boolean isEvent(JsonNode node) {
        if (node.size() < 2 || node.size() != 2 + numbersOf(node.path(1).asString(""))) {
            return false;
        }
        boolean all = isWithin(node.path(0), 0, LONGEST_MS);
        for (int i = 2; i < node.size(); i++) {
            all &= isWithin(node.path(i), -FARTHEST_PX, FARTHEST_PX);
        }
        return all;
    }

    private static int numbersOf(String kind) {
        return switch (kind) {
            case "m", "d", "u", "t", "s" -> 2;
            case "v" -> 1;
            case "k", "f" -> 0;
            default -> -1;
        };
    }

    private static boolean isWithin(JsonNode number, int least, int most) {
        return number.isInt() && number.intValue() >= least && number.intValue() <= most;
    }

    private static Trace.Event event(JsonNode node) {
        char kind = node.path(1).stringValue().charAt(0);
        return new Trace.Event(
                node.path(0).intValue(), kind, node.path(2).asInt(0), node.path(3).asInt(0));
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalArgumentException(fault);
        }
    }
}
