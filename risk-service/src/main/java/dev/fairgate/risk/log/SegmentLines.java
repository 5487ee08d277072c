package dev.fairgate.risk.log;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lines of one file of the log, which may be written meanwhile. For one thread.
final class SegmentLines implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SegmentLines.class);
    private static final int BUFFER = 1 << 16;

    /// No line of ours is as long: it is left out.
    private static final int LONGEST = 1 << 20;

    private final SegmentFile file;
    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int begin;
    private int end;
    private int searched;
    private long offset;
    private boolean skipping;

    private SegmentLines(SegmentFile file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /// Opens a file.
    ///
    /// @param from after which byte to begin; where no line does, the next one
    static SegmentLines open(SegmentFile file, long from) throws IOException {
        InputStream raw = Files.newInputStream(file.path());
        try {
            SegmentLines lines =
                    new SegmentLines(
                            file, file.compressed() ? new GZIPInputStream(raw, BUFFER) : raw);
            lines.skip(from);
            return lines;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /// The next line with its line feed; null where the file ends, for now. What has no line feed
    /// yet is no line.
    byte @Nullable [] next() throws IOException {
        while (true) {
            for (; searched < end; searched++) {
                if (buffer[searched] == '\n') {
                    byte[] line = Arrays.copyOfRange(buffer, begin, ++searched);
                    begin = searched;
                    offset += line.length;
                    if (!skipping) {
                        return line;
                    }
                    skipping = false;
                }
            }
            if (!fill()) {
                return null;
            }
        }
    }

    /// After how many bytes, before compression, the next line begins.
    long offset() {
        return offset;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void skip(long bytes) throws IOException {
        offset = bytes;
        if (bytes > 0) {
            try {
                in.skipNBytes(bytes - 1);
                skipping = in.read() != '\n';
            } catch (EOFException e) {
                skipping = true; // there is nothing behind the end
            }
        }
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, begin, buffer, 0, end - begin);
        end -= begin;
        searched -= begin;
        begin = 0;
        if (end >= LONGEST) {
            offset += end;
            end = 0;
            searched = 0;
            skipping = true;
        } else if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = read();
        end += Math.max(0, read);
        return read > 0;
    }

    private int read() throws IOException {
        try {
            return in.read(buffer, end, buffer.length - end);
        } catch (ZipException | EOFException e) {
            log.warn("{} cannot be read to its end: {}", file.path(), e.toString());
            return -1;
        }
    }
}
