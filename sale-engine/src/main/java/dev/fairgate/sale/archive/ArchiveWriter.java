package dev.fairgate.sale.archive;

import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.sale.SaleId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Stores the events of every sale that has some, one writer to a sale.
///
/// A pass over a sale takes what was delivered before and stayed unacknowledged, then what is new,
/// in batches: read, COMMIT, acknowledge, trim. What PostgreSQL refuses is found by halving the
/// batch; it is delivered again and becomes a dead letter after [#TRIES] deliveries.
final class ArchiveWriter {

    /// Deliveries of an entry that cannot be stored.
    static final int TRIES = 5;

    private static final int BATCHES = 40; // of one pass over one sale
    private static final int CALLS_AT_ONCE = 16;

    private final Backlog backlog;
    private final RedisEvents events;
    private final RedisLeases leases;
    private final PostgresArchive archive;
    private final Outage outage;
    private final StreamTroubles troubles = new StreamTroubles();
    private final DeadLetters deadLetters;
    private final ArchiveSettings settings;

    ArchiveWriter(
            Backlog backlog,
            RedisEvents events,
            RedisLeases leases,
            PostgresArchive archive,
            Outage outage,
            DeadLetters deadLetters,
            ArchiveSettings settings) {
        this.backlog = backlog;
        this.events = events;
        this.leases = leases;
        this.archive = archive;
        this.outage = outage;
        this.deadLetters = deadLetters;
        this.settings = settings;
    }

    @Scheduled(fixedDelayString = "PT0.1S")
    Mono<Void> write() {
        return Flux.defer(this::salesToWrite) // Spring subscribes again and again
                .flatMap(this::write, PostgresConnections.MOST)
                .then();
    }

    private Flux<Backlog.Behind> salesToWrite() {
        List<Backlog.Behind> behind = backlog.sales();
        return behind.isEmpty() || !outage.mayTry()
                ? Flux.empty()
                : archive.ready()
                        .thenMany(Flux.fromIterable(behind))
                        .onErrorResume(
                                PostgresArchive.Away.class,
                                e -> outage.began(e).thenMany(Flux.empty()));
    }

    private Mono<Void> write(Backlog.Behind behind) {
        SaleId sale = behind.sale();
        Mono<Void> pass =
                (behind.pending() > 0 ? again(sale) : Mono.<Void>empty())
                        .then(fresh(sale))
                        .then(events.trim(sale));
        return leases.whileHeld(sale, pass)
                .doOnSuccess(done -> troubles.areOver(sale))
                .onErrorResume(PostgresArchive.Away.class, outage::began)
                // A ledger that is away is told by LedgerPulse, loudly.
                .onErrorResume(Ledger.Failure.class, e -> Mono.empty())
                .onErrorResume(e -> troubles.passOver(sale, e));
    }

    private Mono<Void> again(SaleId sale) {
        return page(sale, "0-0")
                .expand(page -> page.next().map(next -> page(sale, next)).orElseGet(Mono::empty))
                .take(BATCHES)
                .then();
    }

    private Mono<RedisEvents.Redelivery> page(SaleId sale, String from) {
        return events.again(sale, settings.redeliverAfter(), from)
                .flatMap(page -> write(sale, page.entries()).thenReturn(page));
    }

    private Mono<Void> fresh(SaleId sale) {
        Mono<Boolean> batch =
                events.next(sale)
                        .flatMap(
                                entries ->
                                        write(sale, entries).then(mayGoOn(sale, entries.size())));
        return batch.expand(goOn -> goOn ? batch : Mono.empty()).take(BATCHES).then();
    }

    private Mono<Boolean> mayGoOn(SaleId sale, int read) {
        return read < RedisEvents.BATCH ? Mono.just(false) : leases.renew(sale);
    }

    private Mono<Void> write(SaleId sale, List<Entry> entries) {
        List<OrderEvent> good = new ArrayList<>();
        List<Suspect> malformed = new ArrayList<>();
        for (Entry entry : entries) {
            switch (OrderEvent.read(entry)) {
                case OrderEvent.Reading.Event it -> good.add(it.event());
                case OrderEvent.Reading.Malformed it ->
                        malformed.add(new Suspect(it.entry(), it.reason()));
            }
        }
        return store(good)
                .concatWith(Flux.fromIterable(malformed))
                .collectList()
                .flatMap(suspects -> settle(sale, entries, suspects));
    }

    /// Stores the events and returns those that PostgreSQL refuses.
    private Flux<Suspect> store(List<OrderEvent> good) {
        if (good.isEmpty()) {
            return Flux.empty();
        }
        return archive.store(OrderEvent.lastOfEach(good))
                .doOnSuccess(done -> outage.isOver())
                .thenMany(Flux.<Suspect>empty())
                .onErrorResume(PostgresArchive.Refused.class, e -> halve(good, e));
    }

    private Flux<Suspect> halve(List<OrderEvent> good, PostgresArchive.Refused refused) {
        if (good.size() == 1) {
            return Flux.just(new Suspect(good.getFirst().entry(), String.valueOf(refused)));
        }
        int half = good.size() / 2;
        return Flux.concat(
                Flux.defer(() -> store(good.subList(0, half))),
                Flux.defer(() -> store(good.subList(half, good.size()))));
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
