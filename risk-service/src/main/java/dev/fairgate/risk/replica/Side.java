package dev.fairgate.risk.replica;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// One of the places where documents are kept, and whether it answers. Each failure is counted, an
/// outage is told once.
final class Side {

    private static final Logger log = LoggerFactory.getLogger(Side.class);

    private final String name;
    private final Counter failures;
    private final AtomicBoolean isAway = new AtomicBoolean();

    Side(String name, Counter failures) {
        this.name = name;
        this.failures = failures;
    }

    /// Waits for an answer; empty when there is none in time.
    <T> Optional<T> ask(Mono<T> question, Duration patience) throws InterruptedException {
        try {
            T answer = question.toFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            answered();
            return Optional.ofNullable(answer);
        } catch (ExecutionException e) {
            failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | RuntimeException e) { // no defect ends a thread
            failed(e);
        }
        return Optional.empty();
    }

    void failed(Throwable fault) {
        failures.increment();
        if (isAway.compareAndSet(false, true)) {
            log.warn(
                    "{} takes no copies of documents; this node goes by those it has: {}",
                    name,
                    fault.toString());
        }
    }

    void answered() {
        if (isAway.compareAndSet(true, false)) {
            log.info("{} takes copies of documents again", name);
        }
    }

    boolean isAway() {
        return isAway.get();
    }
}
