package dev.fairgate.proof.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One of Fairgate's services in a JVM of its own.
final class Service implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final String name;
    private final List<String> command;
    private final Path log;
    private final int port;
    private @Nullable Process process;

    Service(String name, Path folder, int port, FastStart how, List<String> settings) {
        this.name = name;
        this.port = port;
        this.log = folder.resolve(name + ".log");
        this.command = new ArrayList<>(how.flags());
        command.add("--server.port=" + port);
        command.addAll(settings);
    }

    int port() {
        return port;
    }

    synchronized Service start() {
        if (isRunning()) {
            throw new IllegalStateException(name + " is running already");
        }
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `kill -9`, and waits until it is dead. Without a process: nothing.
    synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            try {
                process.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Sends SIGKILL and does not wait: for who must not be late.
    void killAtOnce() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /// Freezes it (SIGSTOP), as a host that hangs.
    void silence() {
        signal("-STOP");
    }

    /// Lets it go on (SIGCONT).
    void wake() {
        signal("-CONT");
    }

    private synchronized void signal(String name) {
        if (process == null) {
            throw new IllegalStateException(this.name + " was never started");
        }
        Program.run("kill", name, Long.toString(process.pid()));
    }

    void awaitReady() {
        long deadline = System.nanoTime() + READY_LIMIT.toNanos();
        while (System.nanoTime() < deadline && isRunning()) {
            if (isReady()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new IllegalStateException(name + " does not get ready; see " + log);
    }

    boolean isReady() {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet, or no more
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        kill();
    }
}
