package dev.fairgate.risk.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// One file of the log while it is written. It takes all of some lines or nothing.
final class Segment {

    private final Path file;
    private final SeekableByteChannel channel;
    private final Instant since;
    private long size;

    /// @param channel of the file, which is empty
    Segment(Path file, SeekableByteChannel channel, Instant since) {
        this.file = file;
        this.channel = channel;
        this.since = since;
    }

    /// Writes lines. A disk that fills up takes some bytes before it refuses; they are cut off
    /// again, as far as the disk still does that.
    void append(byte[] lines) throws IOException {
        try {
            ByteBuffer rest = ByteBuffer.wrap(lines);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            size += lines.length;
        } catch (IOException e) {
            cutBack(e);
            throw e;
        }
    }

    /// Ends the file. One without a line is not left behind: a full disk would collect them.
    void close() throws IOException {
        channel.close();
        if (size == 0) {
            Files.deleteIfExists(file);
        }
    }

    /// Whether somebody took the file away. What is written to it then is lost with it.
    boolean isGone() {
        return !Files.exists(file);
    }

    long size() {
        return size;
    }

    Instant since() {
        return since;
    }

    private void cutBack(IOException cause) {
        try {
            channel.truncate(size);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
