package dev.fairgate.standalone;

import dev.fairgate.servers.PostgresProcess;
import dev.fairgate.servers.RedisProcess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/// The folder that holds all data and keys of a first run, locked while one runs. It survives
/// restarts; starting fresh empties it.
final class Home implements AutoCloseable {

    private static final String LOCK = "lock";

    private final Path directory;
    private final FileChannel channel;

    private Home(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /// Takes the folder for this process.
    ///
    /// @throws CannotStart when it cannot be written or another run has it
    static Home take(Map<String, String> environment, boolean fresh) {
        Path directory =
                Path.of(environment.getOrDefault("FAIRGATE_HOME", ".fairgate")).toAbsolutePath();
        try {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            FileChannel channel =
                    FileChannel.open(
                            directory.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new CannotStart(
                        "Fairgate already runs with the home %s: stop it, or set FAIRGATE_HOME to"
                                        .formatted(directory)
                                + " another folder.");
            }
            Home home = new Home(directory, channel);
            if (fresh) {
                home.empty();
            }
            return home;
        } catch (IOException e) {
            throw new CannotStart(
                    "The home %s cannot be written: set FAIRGATE_HOME to a folder of yours."
                            .formatted(directory));
        }
    }

    Path directory() {
        return directory;
    }

    Path ledger() {
        return directory.resolve("ledger");
    }

    Path risk() {
        return directory.resolve("risk");
    }

    Path orders() {
        return directory.resolve("orders");
    }

    /// The programs of PostgreSQL, which are not data: starting fresh leaves them.
    Path postgres() {
        return directory.resolve("postgres");
    }

    Path log() {
        return directory.resolve("fairgate.log");
    }

    Path decisions() {
        return directory.resolve("decisions");
    }

    /// The models in use, for the next start.
    Path models() {
        return directory.resolve("models");
    }

    /// What all nodes of the risk service go by, such as the policy, for the next start.
    Path replicas() {
        return directory.resolve("replicas");
    }

    /// The private key that models of this run are signed with; the public one is beside it.
    Path modelKey() {
        return directory.resolve("model.key");
    }

    Path modelKeyPublic() {
        return directory.resolve("model.key.pub");
    }

    Path keys() {
        return directory.resolve("demo-keys.properties");
    }

    /// Writes a file that only its owner can read, all of it or nothing.
    void writeSecret(Path file, String text) {
        try {
            Path draft = directory.resolve(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(
                    draft,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, text, StandardCharsets.UTF_8);
            Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CannotStart("The file " + file + " cannot be written.");
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel)
            throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process has it
        }
    }

    /// Deletes what a run leaves here, and nothing else that may be in the folder.
    private void empty() throws IOException {
        for (Path server : List.of(ledger(), risk())) {
            RedisProcess.endLeftover(server);
            FileSystemUtils.deleteRecursively(server);
        }
        PostgresProcess.endLeftover(orders());
        FileSystemUtils.deleteRecursively(orders());
        FileSystemUtils.deleteRecursively(decisions());
        FileSystemUtils.deleteRecursively(models());
        FileSystemUtils.deleteRecursively(replicas());
        Files.deleteIfExists(modelKey());
        Files.deleteIfExists(modelKeyPublic());
        Files.deleteIfExists(keys());
        Files.deleteIfExists(log());
    }
}
