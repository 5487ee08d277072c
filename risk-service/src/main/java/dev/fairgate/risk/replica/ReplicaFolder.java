package dev.fairgate.risk.replica;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// This node's copies on disk: of each document one file, `<name>.replica`, of which the first
/// line is the SHA-256 of the rest. A file is written whole or not at all. No two calls at a time
/// for one document.
final class ReplicaFolder {

    private static final int HEAD_BYTES = 128;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWN_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path path;

    /// @param path made when it is first written to
    ReplicaFolder(Path path) {
        this.path = path;
    }

    /// The copy that was kept last; empty where there is none.
    ///
    /// @throws IOException where there is one that cannot be read or is damaged
    Optional<Copy> read(String name) throws IOException {
        Path file = file(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (Files.size(file) > Copy.MOST_BYTES + HEAD_BYTES) {
            throw new IOException(file + " is too large");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        String content = text.substring(end + 1);
        if (end < 0 || !text.substring(0, end).equals(digest(content))) {
            throw new IOException(file + " is damaged");
        }
        Optional<Copy> copy = Copy.parse(content);
        if (copy.isEmpty()) {
            throw new IOException(file + " is no copy of a document");
        }
        return copy;
    }

    /// Keeps a copy; it is on the disk when this returns.
    void keep(String name, Copy copy) throws IOException {
        Files.createDirectories(path, OWNER_ONLY);
        Path unfinished = path.resolve(name + ".replica.tmp");
        Files.deleteIfExists(unfinished);
        String content = copy.text();
        ByteBuffer bytes =
                ByteBuffer.wrap(
                        (digest(content) + "\n" + content).getBytes(StandardCharsets.UTF_8));
        try (FileChannel file =
                FileChannel.open(
                        unfinished,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OWN_FILE)) {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(unfinished, file(name), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(path)) {
            folder.force(true); // the name too
        }
    }

    private Path file(String name) {
        return path.resolve(name + ".replica");
    }

    private static String digest(String content) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
