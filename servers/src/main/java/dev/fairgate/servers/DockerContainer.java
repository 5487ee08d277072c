package dev.fairgate.servers;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/// A container that can be ended and started again as a process can, with the same data and ports:
/// Testcontainers' own are gone with their first end. It is removed, with its data, by [#close], or
/// by Testcontainers when this JVM is killed. Not thread-safe.
final class DockerContainer implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final int STOP_SECONDS = 10;
    private static final int LOG_TAIL = 500;

    private final GenericContainer<?> container;
    private final List<String> bindings = new ArrayList<>();
    private boolean paused;

    DockerContainer(String image, List<String> command) {
        container = new GenericContainer<>(image);
        container.setCommand(command.toArray(String[]::new));
        container.setWaitStrategy(new Unawaited());
    }

    /// Lets 127.0.0.1 of this machine reach a port of the container, the same over every restart.
    DockerContainer publishing(int port, int inside) {
        bindings.add("127.0.0.1:%d:%d".formatted(port, inside));
        container.setPortBindings(bindings);
        return this;
    }

    /// Shares the loopback and the published ports of a container that runs.
    DockerContainer inNetworkOf(DockerContainer other) {
        container.setNetworkMode("container:" + other.container.getContainerId());
        return this;
    }

    DockerContainer with(String variable, String value) {
        container.addEnv(variable, value);
        return this;
    }

    /// Creates the container, or starts it again.
    ///
    /// @throws IllegalStateException without a Docker engine
    void start() {
        requireEngine(DockerClientFactory.instance()::isDockerAvailable);
        if (container.getContainerId() == null) {
            container.start();
        } else {
            client().startContainerCmd(container.getContainerId()).exec();
        }
    }

    static void requireEngine(BooleanSupplier answers) {
        if (!answers.getAsBoolean()) {
            throw new IllegalStateException(
                    "fairgate.servers is 'docker' and no Docker engine answers: start one, or leave"
                            + " the switch out for embedded servers");
        }
    }

    /// Waits until what runs in the container is ready.
    ///
    /// @throws IllegalStateException when it has ended, or is not ready within 30 s
    void await(BooleanSupplier ready) {
        long deadline = System.nanoTime() + READY_LIMIT.toNanos();
        while (!ready.getAsBoolean()) {
            if (!isRunning() || System.nanoTime() - deadline > 0) {
                String log = container.getLogs().strip();
                throw new IllegalStateException(
                        "%s %s; its log ends: %s"
                                .formatted(
                                        container.getDockerImageName(),
                                        isRunning() ? "gave no answer" : "ended at start",
                                        log.substring(Math.max(0, log.length() - LOG_TAIL))));
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    boolean isRunning() {
        return container.isRunning();
    }

    void stop() {
        if (isRunning()) {
            unpause();
            client().stopContainerCmd(container.getContainerId()).withTimeout(STOP_SECONDS).exec();
        }
    }

    void kill() {
        client().killContainerCmd(container.getContainerId()).exec();
        client().waitContainerCmd(container.getContainerId())
                .start()
                .awaitStatusCode(STOP_SECONDS, TimeUnit.SECONDS);
    }

    void pause() {
        client().pauseContainerCmd(container.getContainerId()).exec();
        paused = true;
    }

    void unpause() {
        if (paused) {
            client().unpauseContainerCmd(container.getContainerId()).exec();
            paused = false;
        }
    }

    @Override
    public void close() {
        if (isRunning()) {
            unpause();
        }
        container.stop(); // removes it
    }

    private static DockerClient client() {
        return DockerClientFactory.instance().client();
    }

    /// Whether a server is ready is asked from outside, at every start: [#await].
    private static final class Unawaited extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {
            // not here
        }
    }
}
