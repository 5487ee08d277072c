package dev.fairgate.risk.log;

import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after the files that are complete: compresses them, deletes what is too old, and has the
/// keys destroyed that no file needs any more. On a thread of its own: a file of 64 MB keeps it
/// busy for a second, and lines must not wait for that.
final class Archive implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Archive.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofMinutes(1);
    private static final int BUFFER = 1 << 16;

    private final LogFolder folder;
    private final Segments segments;
    private final EpochKeys keys;
    private final Counter faults;
    private final Duration keep;
    private final InstantSource clock;
    private volatile boolean ending;

    /// @param keep for how long a file is kept
    Archive(
            LogFolder folder,
            Segments segments,
            EpochKeys keys,
            Counter faults,
            Duration keep,
            InstantSource clock) {
        this.folder = folder;
        this.segments = segments;
        this.keys = keys;
        this.faults = faults;
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public void run() {
        while (!ending) {
            Duration pause = round() ? PAUSE : PAUSE_AFTER_FAULT;
            LockSupport.parkNanos(this, pause.toNanos());
        }
    }

    /// Lets [#run()] return soon, in the middle of a file too. Its thread has to be unparked.
    void end() {
        ending = true;
    }

    /// Does all that there is to do.
    ///
    /// @return whether the disk took it
    boolean round() {
        try {
            deleteUnfinished();
            expire();
            compress();
            keys.retain(epochs());
            return true;
        } catch (InterruptedIOException e) {
            return true; // it ends
        } catch (IOException | RuntimeException e) {
            // The latter is a defect, which must not end the thread: files would pile up.
            faults.increment();
            log.warn("The files of the decision log cannot be looked after: {}", e.toString());
            return false;
        }
    }

    /// Left by a process that was killed: nobody else compresses here.
    private void deleteUnfinished() throws IOException {
        for (Path file : folder.files()) {
            if (LogFolder.isUnfinished(file.getFileName().toString(), SegmentFile.NAME)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void expire() throws IOException {
        Instant oldest = clock.instant().minus(keep);
        for (SegmentFile file : complete()) {
            if (!file.begun().isAfter(oldest)) {
                Files.deleteIfExists(file.path());
            }
        }
    }

    private void compress() throws IOException {
        for (SegmentFile file : complete()) {
            if (!file.compressed()) {
                try {
                    compress(file);
                } catch (NoSuchFileException e) {
                    // It had to make room, or somebody took it away, and there is no more to do.
                }
            }
        }
    }

    /// Leaves the one or the other behind, whole, wherever it is interrupted.
    private void compress(SegmentFile file) throws IOException {
        String packed = file.path().getFileName() + SegmentFile.PACKED;
        if (!Files.exists(folder.path().resolve(packed))) {
            folder.put(packed, channel -> compress(file, channel));
        }
        if (!Files.deleteIfExists(file.path())) {
            // It had to make room meanwhile.
            Files.deleteIfExists(folder.path().resolve(packed));
        }
    }

    private void compress(SegmentFile file, FileChannel to) throws IOException {
        try (InputStream lines = Files.newInputStream(file.path())) {
            OutputStream out = Channels.newOutputStream(to);
            GZIPOutputStream packed = new GZIPOutputStream(out, BUFFER);
            byte[] buffer = new byte[BUFFER];
            for (int read = lines.read(buffer); read >= 0; read = lines.read(buffer)) {
                if (ending) {
                    throw new InterruptedIOException("the log ends");
                }
                packed.write(buffer, 0, read);
            }
            packed.finish();
        }
    }

    private List<SegmentFile> complete() throws IOException {
        return folder.segments().stream().filter(file -> !segments.isOpen(file)).toList();
    }

    private Set<String> epochs() throws IOException {
        return folder.segments().stream().map(SegmentFile::epoch).collect(Collectors.toSet());
    }
}
