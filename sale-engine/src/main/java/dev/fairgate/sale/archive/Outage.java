package dev.fairgate.sale.archive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// What becomes of a failure: entries stay where they are, and the next try waits longer each time,
/// 200 ms up to 3 s. Told once at the begin and once at the end.
final class Outage {

    private static final Logger log = LoggerFactory.getLogger(Outage.class);
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int DOUBLINGS = 4;

    private final Postgres postgres;
    private final LongSupplier nanoTime;
    private final Counter failures;
    private final AtomicInteger failed = new AtomicInteger();
    private volatile long notBefore;

    Outage(Postgres postgres, LongSupplier nanoTime, MeterRegistry meters) {
        this.postgres = postgres;
        this.nanoTime = nanoTime;
        this.notBefore = nanoTime.getAsLong();
        this.failures =
                Counter.builder("fairgate.archive.failures")
                        .description("Times that PostgreSQL did not take order events")
                        .register(meters);
    }

    boolean mayTry() {
        return nanoTime.getAsLong() - notBefore >= 0;
    }

    void isOver() {
        if (failed.getAndSet(0) > 0) {
            log.info("PostgreSQL takes orders again");
        }
    }

    /// Takes note of the failure, which ends here.
    Mono<Void> began(Postgres.Away error) {
        failures.increment();
        if (!mayTry()) {
            return postgres.failed(); // another sale met the same failure a moment ago
        }
        int before = failed.getAndIncrement();
        if (before == 0) {
            log.error(
                    "PostgreSQL does not take orders; they wait in the ledger: {}",
                    error.getMessage());
        }
        Duration pause = FIRST.multipliedBy(1L << Math.min(before, DOUBLINGS));
        notBefore =
                nanoTime.getAsLong() + (pause.compareTo(LONGEST) < 0 ? pause : LONGEST).toNanos();
        return postgres.failed();
    }
}
