package dev.fairgate.models.replay;

import dev.fairgate.models.replay.NumberedLines.Line;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records of a CSV (RFC 4180). A broken one costs itself alone: after a quote that nothing
/// closes, reading goes on with the next line. Libraries stop there, or take the rest of the file
/// for one field.
public final class CsvRecords {

    /// Fields of one record.
    static final int MOST_FIELDS = 1_000;

    /// Lines that one record may go over, and characters if it goes over more than one.
    private static final int MOST_LINES = 20;

    private static final int LONGEST = 1 << 16;

    private final NumberedLines lines;
    private final Deque<Line> again = new ArrayDeque<>();

    /// Reads what is left of the lines.
    public CsvRecords(NumberedLines lines) {
        this.lines = lines;
    }

    /// What stands in some lines.
    public sealed interface Found {
        /// The first one, from 1.
        long line();

        /// A record.
        record Fields(long line, List<String> values) implements Found {
            public Fields {
                values = List.copyOf(values);
            }
        }

        /// None.
        ///
        /// @param why goes on after "it"
        record Broken(long line, String why) implements Found {}
    }

    /// The next one, empty lines left out; null at the end.
    public @Nullable Found next() throws IOException {
        Line line = take();
        while (line != null && !line.isTooLong() && line.text().isBlank()) {
            line = take();
        }
        return line == null ? null : read(line);
    }

    private @Nullable Line take() throws IOException {
        return again.isEmpty() ? lines.next() : again.pop();
    }

    private Found read(Line first) throws IOException {
        if (first.isTooLong()) {
            return new Found.Broken(first.number(), "is longer than 1 MiB");
        }
        StringBuilder text = new StringBuilder(first.text());
        List<Line> more = new ArrayList<>();
        List<String> fields = split(text);
        while (fields == null) {
            Line next = more.size() < MOST_LINES ? take() : null;
            if (next != null) {
                more.add(next);
            }
            if (next == null || next.isTooLong() || text.length() > LONGEST) {
                more.reversed().forEach(again::push);
                return new Found.Broken(first.number(), "has a quote that nothing closes");
            }
            fields = split(text.append('\n').append(next.text()));
        }
        return fields.size() > MOST_FIELDS
                ? new Found.Broken(first.number(), "has more than " + MOST_FIELDS + " fields")
                : new Found.Fields(first.number(), fields);
    }

    /// @return null if the text ends within quotes; no more than one field too many
    private static @Nullable List<String> split(CharSequence text) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length() && fields.size() <= MOST_FIELDS; i++) {
            char next = text.charAt(i);
            if (quoted && next == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append(next);
                i++;
            } else if (next == '"' && (quoted || field.isEmpty())) {
                quoted = !quoted;
            } else if (next == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(next);
            }
        }
        fields.add(field.toString());
        return quoted ? null : fields;
    }
}
