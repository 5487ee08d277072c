package dev.fairgate.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisExecProvider;

/// One real Redis server (7.0) as a child process, with its data in a directory of its own.
///
/// [#start()] returns once the server has loaded its data and answers `PING`; [#stop()] lets it
/// write what it owes to disk; [#kill()] is `kill -9`. After either, [#start()] brings the same
/// data back on the same port. Not thread-safe.
public final class RedisProcess implements RedisServer {

    /// Every write is on disk before its answer, nothing is ever evicted.
    static final Map<String, String> LEDGER =
            Map.of(
                    "appendonly", "yes",
                    "appendfsync", "always",
                    "maxmemory-policy", "noeviction");

    /// Memory only, bounded; keys with the nearest expiry go first when it is full.
    static final Map<String, String> RISK_STORE =
            Map.of(
                    "appendonly", "no",
                    "maxmemory", "512mb",
                    "maxmemory-policy", "volatile-ttl");

    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Path directory;
    private final int port;
    private final Map<String, String> settings;
    private @Nullable Process process;

    private RedisProcess(Path directory, int port, Map<String, String> settings) {
        this.directory = directory;
        this.port = port;
        this.settings = settings;
    }

    /// A ledger: every write is on disk before its answer (`appendfsync always`), nothing is
    /// ever evicted.
    public static RedisProcess ledger(Path directory, int port) {
        return new RedisProcess(directory, port, LEDGER);
    }

    /// A risk store: memory only, bounded, keys with the nearest expiry go first when it is full.
    public static RedisProcess riskStore(Path directory, int port) {
        return new RedisProcess(directory, port, RISK_STORE);
    }

    /// A server with settings of one's own.
    static RedisProcess with(Path directory, int port, Map<String, String> settings) {
        return new RedisProcess(directory, port, Map.copyOf(settings));
    }

    /// The port on loopback, the same over every restart.
    @Override
    public int port() {
        return port;
    }

    /// The process, while there is one.
    public long pid() {
        return running().pid();
    }

    /// Starts the server and waits until it answers.
    ///
    /// @throws IllegalStateException when it does not within 20 s, with what it last logged
    @Override
    public RedisProcess start() {
        if (isRunning()) {
            throw new IllegalStateException("Redis on port " + port + " is running already");
        }
        endLeftover();
        if (Resp.answersPing(port)) {
            throw new IllegalStateException("port " + port + " has a Redis on it already");
        }
        try {
            Files.createDirectories(directory);
            process =
                    new ProcessBuilder(command())
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log().toFile())
                            .start();
            Files.writeString(pidFile(), Long.toString(process.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot be started in " + directory, e);
        }
        awaitAnswer();
        return this;
    }

    /// Ends the server in good order (SIGTERM), by force after 5 s. Without a server: nothing.
    @Override
    public void stop() {
        if (process == null) {
            return;
        }
        process.destroy();
        if (!awaitEnd(STOP_LIMIT)) {
            kill();
        }
    }

    /// Ends the server as a crash does (SIGKILL).
    @Override
    public void kill() {
        running().destroyForcibly();
        if (!awaitEnd(STOP_LIMIT)) {
            throw new IllegalStateException("Redis on port " + port + " survived SIGKILL");
        }
    }

    /// Freezes the server (SIGSTOP), as a host that hangs: connections stay open and can be made,
    /// and nothing is answered before [#wake].
    @Override
    public void silence() {
        signal("STOP");
    }

    /// Lets a silent server go on (SIGCONT), with all it was sent meanwhile.
    @Override
    public void wake() {
        signal("CONT");
    }

    @Override
    public void close() {
        stop();
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("Redis on port " + port + " cannot be signalled");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling Redis", e);
        }
    }

    @Override
    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("Redis on port " + port + " was never started");
        }
        return process;
    }

    private List<String> command() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(RedisExecProvider.defaultProvider().get().getAbsolutePath());
        Map<String, String> all = new TreeMap<>(settings);
        all.put("port", Integer.toString(port));
        all.put("bind", "127.0.0.1");
        all.put("dir", directory.toAbsolutePath().toString());
        all.put("save", "");
        all.put("daemonize", "no");
        all.put("set-proc-title", "no"); // the command line tells whose server it is
        all.forEach(
                (name, value) -> {
                    command.add("--" + name);
                    command.add(value);
                });
        return command;
    }

    /// Ends the server that a killed owner left behind in a directory, if there is one.
    public static void endLeftover(Path directory) {
        ledger(directory, 0).endLeftover();
    }

    /// A server whose owner was killed goes on with this directory, and two on one directory would
    /// ruin it: it is ended first. The process must still be that very server.
    private void endLeftover() {
        try {
            if (!Files.exists(pidFile())) {
                return;
            }
            long pid = Long.parseLong(Files.readString(pidFile()).strip());
            ProcessHandle.of(pid).filter(this::isOurs).ifPresent(RedisProcess::end);
            Files.delete(pidFile());
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException("the leftover " + pidFile() + " cannot be read", e);
        }
    }

    private boolean isOurs(ProcessHandle leftover) {
        String command = leftover.info().commandLine().orElse("");
        return command.contains("redis-server")
                && command.contains("--dir " + directory.toAbsolutePath());
    }

    private static void end(ProcessHandle leftover) {
        leftover.destroy();
        leftover.onExit()
                .orTimeout(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .exceptionally(
                        late -> {
                            leftover.destroyForcibly();
                            return leftover;
                        })
                .join();
    }

    private Path pidFile() {
        return directory.resolve("redis.pid");
    }

    private Path log() {
        return directory.resolve("redis.log");
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline && running().isAlive()) {
            if (Resp.answersPing(port)) {
                return;
            }
            awaitEnd(Duration.ofMillis(20));
        }
        boolean ended = !running().isAlive();
        running().destroyForcibly();
        throw new IllegalStateException(
                "Redis on port %d %s; its log ends: %s"
                        .formatted(
                                port, ended ? "ended at start" : "gave no answer", lastLogLine()));
    }

    private String lastLogLine() {
        try {
            List<String> lines = Files.readAllLines(log());
            return lines.isEmpty() ? "(empty)" : lines.getLast();
        } catch (IOException e) {
            return "(unreadable)";
        }
    }

    private boolean awaitEnd(Duration limit) {
        try {
            return running().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Redis", e);
        }
    }
}
