package dev.fairgate.risk.export;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/// Tells the other nodes, when this one has started and every minute after that, where its log is.
final class Announcer implements ApplicationRunner, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Nodes nodes;
    private final String id;
    private final Supplier<URI> url;
    private final InstantSource clock;
    private final ScheduledExecutorService minutes =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("node-announcer").factory());

    /// @param id of this node's log
    /// @param url asked for once the server listens
    Announcer(Nodes nodes, String id, Supplier<URI> url, InstantSource clock) {
        this.nodes = nodes;
        this.id = id;
        this.url = url;
        this.clock = clock;
    }

    /// Waits a moment on the starting thread: a node that is ready is known.
    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        URI here = url.get();
        try {
            nodes.announce(new Node(id, here, clock.instant()))
                    .toFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.warn("The other nodes do not know of this one yet: {}", e.toString());
        }
        var _ =
                minutes.scheduleWithFixedDelay(
                        () -> announce(here),
                        AGAIN.toMillis(),
                        AGAIN.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /// Nobody waits for it; the next one is a minute away.
    private void announce(URI here) {
        var _ = nodes.announce(new Node(id, here, clock.instant())).toFuture();
    }

    @Override
    public void close() {
        minutes.shutdownNow();
    }
}
