package dev.fairgate.risk.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The segments of the log: which file is written, when the next one begins, which one makes room
/// for it. For one thread, except where it says otherwise.
final class Segments {

    private final LogFolder folder;
    private final Bounds bounds;
    private final InstantSource clock;
    private @Nullable Segment open;
    private String epoch = "";
    private int number;
    private volatile @Nullable Path openFile;

    Segments(LogFolder folder, Bounds bounds, InstantSource clock) {
        this.folder = folder;
        this.bounds = bounds;
        this.clock = clock;
    }

    /// Writes all of some lines, or nothing; after an error the next lines begin a new file.
    ///
    /// @param epochOfLines of the pseudonyms in these lines: a file has those of one epoch only, so
    ///     that it is plain for how long a key is needed
    void append(String epochOfLines, byte[] lines) throws IOException {
        Segment segment = withRoomFor(epochOfLines, lines.length);
        try {
            segment.append(lines);
        } catch (IOException e) {
            abandon(segment, e);
            throw e;
        }
    }

    /// Ends the file that is written, if there is one.
    void end() throws IOException {
        if (open != null) {
            Segment ended = open;
            open = null;
            try {
                ended.close();
            } finally {
                openFile = null;
            }
        }
    }

    /// Ends the file that is written if it has been long enough, lines or no lines.
    void endIfOld() throws IOException {
        if (open != null && isOld(open)) {
            end();
        }
    }

    /// Whether a file is the one that is written. For any thread: a file that is not, and was there
    /// before this was asked, is never written again.
    boolean isOpen(SegmentFile file) {
        return file.path().equals(openFile);
    }

    private Segment withRoomFor(String epochOfLines, int bytes) throws IOException {
        if (open != null
                && (open.size() + bytes > bounds.segmentBytes()
                        || !epoch.equals(epochOfLines)
                        || isOld(open)
                        || open.isGone())) {
            end();
        }
        if (open == null) {
            epoch = epochOfLines;
            open = begin();
        }
        return open;
    }

    private boolean isOld(Segment segment) {
        return Duration.between(segment.since(), clock.instant()).compareTo(bounds.segmentAge())
                >= 0;
    }

    private void abandon(Segment segment, IOException cause) {
        open = null;
        try {
            segment.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        } finally {
            openFile = null;
        }
    }

    private Segment begin() throws IOException {
        folder.make();
        List<SegmentFile> before = folder.segments();
        deleteOldest(before);
        Instant now = clock.instant();
        number++;
        String name =
                before.isEmpty()
                        ? SegmentFile.name(now, number, epoch)
                        : before.getLast().next(now, number, epoch);
        Path file = folder.path().resolve(name);
        openFile = file; // before it is there: nobody may take it for one that is complete
        try {
            return new Segment(file, folder.create(name), now);
        } catch (IOException e) {
            openFile = null;
            throw e;
        }
    }

    /// Makes room for one more full file.
    private void deleteOldest(List<SegmentFile> files) throws IOException {
        long allowed = bounds.totalBytes() - bounds.segmentBytes();
        long total = 0;
        for (SegmentFile file : files.reversed()) {
            total += file.size();
            if (total > allowed) {
                Files.deleteIfExists(file.path());
            }
        }
    }
}
