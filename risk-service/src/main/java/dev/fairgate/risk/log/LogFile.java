package dev.fairgate.risk.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.function.Consumer;

/// One file of this node's log, for whoever reads all of it at once. It may be written meanwhile.
public final class LogFile {

    private static final int TRIES = 5;

    private final LogFolder folder;
    private final SegmentFile file;

    LogFile(LogFolder folder, SegmentFile file) {
        this.folder = folder;
        this.file = file;
    }

    /// When its first line was written, to the second.
    public Instant begun() {
        return file.begun();
    }

    /// Hands out its lines in order, each with its line feed; none where it is gone. Blocks.
    public void read(Consumer<byte[]> reader) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try (SegmentLines lines = SegmentLines.open(now(), 0)) {
                for (byte[] line = lines.next(); line != null; line = lines.next()) {
                    reader.accept(line);
                }
                return;
            } catch (NoSuchFileException e) {
                // Compressed meanwhile, or too old: the next look tells.
            }
        }
    }

    private SegmentFile now() throws IOException {
        return folder.segments().stream()
                .filter(file::isSameAs)
                .reduce((_, packed) -> packed)
                .orElseThrow(() -> new NoSuchFileException(file.place()));
    }
}
