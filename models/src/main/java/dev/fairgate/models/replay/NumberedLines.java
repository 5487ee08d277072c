package dev.fairgate.models.replay;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The lines of a text, numbered from 1. One that is longer than [#LONGEST] bytes is read to its
/// end and given without its text, so that no file takes more memory than that.
public final class NumberedLines implements Closeable {

    /// In bytes.
    public static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
    private int from;
    private int to;
    private long number;

    /// Reads what is left of a stream.
    public NumberedLines(InputStream in) {
        this.in = in;
    }

    /// One of them, without its end.
    ///
    /// @param text empty where the line is too long
    public record Line(long number, String text, boolean isTooLong) {}

    /// The next one; null at the end.
    public @Nullable Line next() throws IOException {
        line.reset();
        boolean any = false;
        boolean tooLong = false;
        while (from < to || fill()) {
            any = true;
            int end = end();
            tooLong |= line.size() + end - from > LONGEST;
            if (!tooLong) {
                line.write(buffer, from, end - from);
            }
            from = end + 1; // past the line feed, or past what is there
            if (end < to) {
                return line(tooLong);
            }
        }
        return any ? line(tooLong) : null;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }

    private int end() {
        int end = from;
        while (end < to && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private Line line(boolean tooLong) {
        number++;
        if (tooLong) {
            return new Line(number, "", true);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return new Line(number, text.endsWith("\r") ? chop(text) : text, false);
    }

    private static String chop(String text) {
        return text.substring(0, text.length() - 1);
    }
}
