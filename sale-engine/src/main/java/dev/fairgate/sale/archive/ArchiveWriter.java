package dev.fairgate.sale.archive;

import dev.fairgate.sale.event.Carrier;
import dev.fairgate.sale.event.Entry;
import dev.fairgate.sale.event.EventStreams;
import dev.fairgate.sale.event.Leases;
import dev.fairgate.sale.event.Reading;
import dev.fairgate.sale.event.StreamTroubles;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.sale.SaleId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Stores the events of every sale that has some: COMMIT, acknowledge, trim. What PostgreSQL
/// refuses is found by halving the batch; it is delivered again and becomes a dead letter after
/// [#TRIES] deliveries.
final class ArchiveWriter {

    /// Deliveries of an entry that cannot be stored.
    static final int TRIES = 5;

    private static final int CALLS_AT_ONCE = 16;

    private final Backlog backlog;
    private final EventStreams events;
    private final Postgres postgres;
    private final PostgresArchive archive;
    private final Outage outage;
    private final StreamTroubles troubles = new StreamTroubles("archived");

    private final DeadLetters deadLetters;
    private final Carrier carrier;

    ArchiveWriter(
            Backlog backlog,
            EventStreams events,
            Postgres postgres,
            PostgresArchive archive,
            Outage outage,
            DeadLetters deadLetters,
            ArchiveSettings settings,
            Leases leases) {
        this.backlog = backlog;
        this.events = events;
        this.postgres = postgres;
        this.archive = archive;
        this.outage = outage;
        this.deadLetters = deadLetters;
        this.carrier = new Carrier(events, leases, settings.redeliverAfter(), this::write);
    }

    @Scheduled(fixedDelayString = "PT0.1S")
    Mono<Void> write() {
        return Flux.defer(this::salesToWrite) // Spring subscribes again and again
                .flatMap(this::write, Postgres.MOST)
                .then();
    }

    private Flux<EventStreams.Behind> salesToWrite() {
        List<EventStreams.Behind> behind = backlog.sales();
        return behind.isEmpty() || !outage.mayTry()
                ? Flux.empty()
                : postgres.ready()
                        .thenMany(Flux.fromIterable(behind))
                        .onErrorResume(
                                Postgres.Away.class, e -> outage.began(e).thenMany(Flux.empty()));
    }

    private Mono<Void> write(EventStreams.Behind behind) {
        SaleId sale = behind.sale();
        return carrier.carry(behind)
                .then(events.trim(sale))
                .doOnSuccess(done -> troubles.areOver(sale))
                .onErrorResume(Postgres.Away.class, outage::began)
                // A ledger that is away is told by LedgerPulse, loudly.
                .onErrorResume(Ledger.Failure.class, e -> Mono.empty())
                .onErrorResume(e -> troubles.passOver(sale, e));
    }

    private Mono<Void> write(SaleId sale, List<Entry> entries) {
        List<Reading> good = new ArrayList<>();
        List<Suspect> malformed = new ArrayList<>();
        for (Entry entry : entries) {
            switch (Reading.of(entry)) {
                case Reading.Malformed it -> malformed.add(new Suspect(entry, it.reason()));
                case Reading it -> good.add(it);
            }
        }
        return store(sale, good)
                .concatWith(Flux.fromIterable(malformed))
                .collectList()
                .flatMap(suspects -> settle(sale, entries, suspects));
    }

    /// Stores the events and returns those that PostgreSQL refuses.
    private Flux<Suspect> store(SaleId sale, List<Reading> good) {
        if (good.isEmpty()) {
            return Flux.empty();
        }
        return archive.store(Batch.of(sale, good))
                .doOnSuccess(done -> outage.isOver())
                .thenMany(Flux.<Suspect>empty())
                .onErrorResume(Postgres.Refused.class, e -> halve(sale, good, e));
    }

    private Flux<Suspect> halve(SaleId sale, List<Reading> good, Postgres.Refused refused) {
        if (good.size() == 1) {
            return Flux.just(new Suspect(good.getFirst().entry(), String.valueOf(refused)));
        }
        int half = good.size() / 2;
        return Flux.concat(
                Flux.defer(() -> store(sale, good.subList(0, half))),
                Flux.defer(() -> store(sale, good.subList(half, good.size()))));
    }

    /// After the COMMIT: acknowledges what is stored, and judges the rest.
    private Mono<Void> settle(SaleId sale, List<Entry> entries, List<Suspect> suspects) {
        Set<Entry> notStored = new HashSet<>();
        suspects.forEach(suspect -> notStored.add(suspect.entry()));
        List<String> stored =
                entries.stream()
                        .filter(entry -> !notStored.contains(entry))
                        .map(Entry::id)
                        .toList();
        return events.acknowledge(sale, stored)
                .thenMany(Flux.fromIterable(suspects))
                .flatMap(this::judge, CALLS_AT_ONCE)
                .then();
    }

    private Mono<Void> judge(Suspect suspect) {
        return events.deliveries(suspect.entry())
                .filter(tries -> tries >= TRIES)
                .flatMap(tries -> deadLetters.bury(suspect, tries))
                .flatMap(buried -> events.acknowledge(buried.sale(), List.of(buried.id())));
    }
}
