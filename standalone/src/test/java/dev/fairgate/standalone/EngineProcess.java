package dev.fairgate.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A sale engine in a JVM of its own, so that it can be killed.
final class EngineProcess implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofSeconds(60);

    private final List<String> command;
    private final Path log;
    private final int port;
    private Process process;

    private EngineProcess(List<String> command, Path log, int port) throws IOException {
        this.command = command;
        this.log = log;
        this.port = port;
        this.process = launch();
    }

    /// Starts one and waits until it is ready.
    static EngineProcess start(Path directory, int port, List<String> settings) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.fairgate.sale.SaleEngineApplication",
                                "--server.port=" + port));
        command.addAll(settings);
        EngineProcess engine = new EngineProcess(command, directory.resolve("engine.log"), port);
        engine.awaitReady();
        return engine;
    }

    /// `kill -9`, and a new one on the same port as soon as it is dead.
    void killAndRestart() throws IOException, InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the engine survived SIGKILL");
        }
        process = launch();
        awaitReady();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + READY_LIMIT.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (answers()) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new IllegalStateException("the engine did not get ready; see " + log);
    }

    private boolean answers() {
        try {
            return new Shop(port).get("/readyz", "").status() == 200;
        } catch (java.io.UncheckedIOException e) {
            return false; // not listening yet
        }
    }
}
