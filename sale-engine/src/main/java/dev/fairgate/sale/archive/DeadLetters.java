package dev.fairgate.sale.archive;

import dev.fairgate.sale.event.Entry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Entries that nobody can store: kept for a person to look at, counted, and told loudly.
final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final PostgresArchive archive;
    private final InstantSource clock;
    private final Counter counter;

    DeadLetters(PostgresArchive archive, InstantSource clock, MeterRegistry meters) {
        this.archive = archive;
        this.clock = clock;
        this.counter =
                Counter.builder("fairgate.archive.dead.letters")
                        .description("Order events that could not be stored; look at each")
                        .register(meters);
    }

    /// The entry, once it is kept.
    Mono<Entry> bury(Suspect suspect, long tries) {
        Entry entry = suspect.entry();
        return archive.bury(suspect, tries, clock.instant())
                .doOnSuccess(
                        done -> {
                            counter.increment();
                            log.error(
                                    "Entry {} of sale {} is a dead letter after {} deliveries: {}",
                                    entry.id(),
                                    entry.sale(),
                                    tries,
                                    suspect.error());
                        })
                .thenReturn(entry);
    }
}
