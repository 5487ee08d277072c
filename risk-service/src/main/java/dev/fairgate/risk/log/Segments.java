package dev.fairgate.risk.log;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The folder of the log: which file is written, when the next one begins, which one goes. Names
/// in their order are files in the order they were begun. For one thread, and for one process: the
/// folder is this node's alone.
final class Segments {

    private static final Pattern OURS = Pattern.compile("decisions-\\d{8}T\\d{6}Z-\\d{6}\\.jsonl");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int NUMBERS = 1_000_000;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ENTERS =
            permissions("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_READS =
            permissions("rw-------");

    private final Path folder;
    private final Bounds bounds;
    private final InstantSource clock;
    private @Nullable Segment open;
    private int number;

    Segments(Path folder, Bounds bounds, InstantSource clock) {
        this.folder = folder;
        this.bounds = bounds;
        this.clock = clock;
    }

    /// Writes all of some lines, or nothing; after an error the next lines begin a new file.
    void append(byte[] lines) throws IOException {
        Segment segment = withRoomFor(lines.length);
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
            ended.close();
        }
    }

    private Segment withRoomFor(int bytes) throws IOException {
        if (open != null
                && (open.size() + bytes > bounds.segmentBytes() || isOld(open) || open.isGone())) {
            end();
        }
        if (open == null) {
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
        }
    }

    private Segment begin() throws IOException {
        Files.createDirectories(folder, OWNER_ENTERS);
        deleteOldest();
        Instant now = clock.instant();
        while (true) {
            Path file = folder.resolve(name(now));
            try {
                return new Segment(file, create(file), now);
            } catch (FileAlreadyExistsException e) {
                // From an earlier process in the same second: the next number is free.
            }
        }
    }

    private String name(Instant now) {
        number = (number + 1) % NUMBERS;
        return "decisions-%s-%06d.jsonl".formatted(TIME.format(now), number);
    }

    private static SeekableByteChannel create(Path file) throws IOException {
        return Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_READS);
    }

    /// Makes room for one more full file.
    private void deleteOldest() throws IOException {
        long allowed = bounds.totalBytes() - bounds.segmentBytes();
        List<Path> newestFirst = new ArrayList<>(files()).reversed();
        long total = 0;
        for (Path file : newestFirst) {
            total += size(file);
            if (total > allowed) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Only what this log wrote, in the order it did.
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(
                        folder, file -> OURS.matcher(file.getFileName().toString()).matches())) {
            entries.forEach(files::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(null);
        return files;
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0; // shipped and taken away meanwhile
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
