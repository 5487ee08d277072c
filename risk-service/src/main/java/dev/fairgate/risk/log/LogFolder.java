package dev.fairgate.risk.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The folder of the log: of one node alone, and nobody's to read but its owner's.
record LogFolder(Path path) {

    private static final String UNFINISHED = ".tmp";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ENTERS =
            permissions("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_READS =
            permissions("rw-------");

    /// Makes it if it is not there.
    void make() throws IOException {
        Files.createDirectories(path, OWNER_ENTERS);
    }

    /// Creates a file that is not there yet.
    FileChannel create(String name) throws IOException {
        return FileChannel.open(
                path.resolve(name),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OWNER_READS);
    }

    /// Fills a file that has its name only when it is whole and on the disk.
    void put(String name, Content content) throws IOException {
        Path unfinished = path.resolve(name + UNFINISHED);
        Files.deleteIfExists(unfinished);
        try (FileChannel channel = create(name + UNFINISHED)) {
            content.writeTo(channel);
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /// The same with some bytes.
    void put(String name, byte[] bytes) throws IOException {
        put(
                name,
                channel -> {
                    ByteBuffer rest = ByteBuffer.wrap(bytes);
                    while (rest.hasRemaining()) {
                        channel.write(rest);
                    }
                });
    }

    /// What a file is filled with.
    interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    /// Whether a file of such a name was left half done.
    static boolean isUnfinished(String name, Pattern finished) {
        return name.endsWith(UNFINISHED)
                && finished.matcher(name.substring(0, name.length() - UNFINISHED.length()))
                        .matches();
    }

    /// Only what this log wrote, in the order it did.
    List<SegmentFile> segments() throws IOException {
        return files().stream().map(SegmentFile::of).flatMap(Optional::stream).sorted().toList();
    }

    /// All files; none without the folder.
    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            entries.forEach(files::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return files;
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
