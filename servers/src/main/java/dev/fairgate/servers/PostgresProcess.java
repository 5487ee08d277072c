package dev.fairgate.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One real PostgreSQL server (18) as a child process, with its data in a directory of its own.
///
/// [#start()] returns once the server takes connections; [#stop()] ends it in good order;
/// [#kill()] is `kill -9` of the postmaster. After either, [#start()] brings the same data back on
/// the same port. A commit is on disk before its answer. A stop waits for a start in progress.
public final class PostgresProcess implements PostgresServer {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final long STOP_SECONDS = 10;

    private final Path directory;
    private final Path binaries;
    private final int port;
    private @Nullable EmbeddedPostgres server;
    private boolean closed;

    private PostgresProcess(Path directory, Path binaries, int port) {
        this.directory = directory;
        this.binaries = binaries;
        this.port = port;
    }

    /// A server that is not started yet.
    ///
    /// @param binaries where the first start unpacks the server's programs, which takes seconds;
    ///     nobody else should be able to write there
    public static PostgresProcess of(Path directory, Path binaries, int port) {
        return new PostgresProcess(directory, binaries, port);
    }

    /// The port on loopback, the same over every restart.
    @Override
    public int port() {
        return port;
    }

    /// Starts the server and waits until it takes connections.
    ///
    /// @throws IllegalStateException when it does not within 30 s
    @Override
    public synchronized PostgresProcess start() {
        if (server != null || closed) {
            throw new IllegalStateException(
                    "PostgreSQL on port " + port + (closed ? " is closed" : " is running already"));
        }
        endLeftover(directory);
        try {
            Files.createDirectories(directory.toAbsolutePath().getParent());
            server =
                    EmbeddedPostgres.builder()
                            .setOverrideWorkingDirectory(binaries.toFile())
                            .setDataDirectory(directory)
                            .setCleanDataDirectory(false)
                            .setRegisterShutdownHook(false)
                            .setPGStartupWait(START_LIMIT)
                            .setPort(port)
                            // The library turns both off, which loses commits with the power.
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("max_connections", "50")
                            .start();
            return this;
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException(
                    "PostgreSQL on port %d cannot be started in %s: %s"
                            .formatted(port, directory, e.getMessage()),
                    e);
        }
    }

    /// Ends the server in good order. Without a server: nothing.
    @Override
    public synchronized void stop() {
        EmbeddedPostgres running = server;
        server = null;
        if (running != null) {
            try {
                running.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Ends the postmaster as a crash does (SIGKILL); its children notice and end.
    @Override
    public synchronized void kill() {
        ProcessHandle postmaster =
                postmaster(directory)
                        .orElseThrow(() -> new IllegalStateException("no PostgreSQL on " + port));
        List<ProcessHandle> family = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        await(postmaster);
        stop();
    }

    /// Freezes the server (SIGSTOP), as a host that hangs: connections stay open and can be made,
    /// and nothing is answered before [#wake].
    public synchronized void silence() {
        signal("-STOP");
    }

    /// Lets a silent server go on (SIGCONT).
    public synchronized void wake() {
        signal("-CONT");
    }

    private void signal(String name) {
        ProcessHandle postmaster = postmaster(directory).orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", name));
        command.add(Long.toString(postmaster.pid()));
        postmaster.descendants().forEach(it -> command.add(Long.toString(it.pid())));
        try {
            new ProcessBuilder(command).start().waitFor(); // a backend may end meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling PostgreSQL", e);
        }
    }

    /// Ends the server for good; a start that comes later is refused.
    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }

    /// Ends the server that a killed owner left behind in a directory, if there is one: two on one
    /// directory would ruin it. The process must still be that very server.
    public static void endLeftover(Path directory) {
        postmaster(directory)
                .ifPresent(
                        leftover -> {
                            leftover.destroy();
                            await(leftover);
                        });
    }

    /// The process that the directory's lock file names, if it is alive and this server.
    private static Optional<ProcessHandle> postmaster(Path directory) {
        Path lock = directory.resolve("postmaster.pid");
        try {
            if (!Files.exists(lock)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(lock);
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(it -> it.info().commandLine().orElse("").contains("postgres"));
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException("the leftover " + lock + " cannot be read", e);
        }
    }

    private static void await(ProcessHandle ending) {
        ending.onExit()
                .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                .exceptionally(
                        late -> {
                            ending.destroyForcibly();
                            return ending;
                        })
                .join();
    }
}
