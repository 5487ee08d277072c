package dev.fairgate.sale.outcome;

import dev.fairgate.sale.event.Carrier;
import dev.fairgate.sale.event.Entry;
import dev.fairgate.sale.event.EventStreams;
import dev.fairgate.sale.event.Leases;
import dev.fairgate.sale.event.Reading;
import dev.fairgate.sale.event.StreamTroubles;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.risk.Outcome;
import dev.fairgate.sale.risk.OutcomeClient;
import dev.fairgate.sale.sale.Sale;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.SaleId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Reports every order event of every sale, once a second. While the risk service is away events
/// wait in the ledger; what it will never take is passed over, loudly, for it is no order that is
/// lost but a word about one.
@Component
final class OutcomeReports {

    private static final Logger log = LoggerFactory.getLogger(OutcomeReports.class);
    private static final Duration REDELIVER_AFTER = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final int LOOKS_AT_ONCE = 32;
    private static final int SALES_AT_ONCE = 4;

    private final SaleBoard board;
    private final EventStreams events;
    private final OutcomeClient risk;
    private final Carrier carrier;
    private final StreamTroubles troubles = new StreamTroubles("reported");
    private volatile long behind;
    private volatile boolean away;

    OutcomeReports(SaleBoard board, Ledger ledger, OutcomeClient risk, MeterRegistry meters) {
        this.board = board;
        this.events = new EventStreams(ledger, EventStreams.Group.OUTCOMES);
        this.risk = risk;
        this.carrier =
                new Carrier(
                        events,
                        new Leases(ledger, "outcomes", LEASE),
                        REDELIVER_AFTER,
                        this::report);
        Gauge.builder("fairgate.outcomes.backlog", this, it -> it.behind)
                .description("Order events that the risk service has not been told yet")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT1S")
    Mono<Void> report() {
        return Flux.defer(() -> Flux.fromIterable(board.all())) // Spring subscribes again and again
                .map(Sale::id)
                .flatMap(sale -> passOverTroubles(sale, events.behind(sale)), LOOKS_AT_ONCE)
                .collectList()
                .doOnNext(all -> behind = all.stream().mapToLong(OutcomeReports::count).sum())
                .flatMapIterable(all -> all)
                .flatMap(it -> passOverTroubles(it.sale(), carry(it)), SALES_AT_ONCE)
                .onErrorResume(Ledger.Failure.class, e -> Mono.empty()) // told by LedgerPulse
                .then();
    }

    /// The archive trims what it was last to read; this, what was read here last.
    private Mono<Void> carry(EventStreams.Behind sale) {
        return carrier.carry(sale).then(events.trim(sale.sale()));
    }

    private static long count(EventStreams.Behind sale) {
        return sale.pending() + sale.waiting();
    }

    private <T> Mono<T> passOverTroubles(SaleId sale, Mono<T> work) {
        return work.doOnSuccess(done -> troubles.areOver(sale))
                .onErrorResume(Away.class, e -> Mono.empty())
                .onErrorResume(
                        e -> !(e instanceof Ledger.Failure),
                        e -> troubles.passOver(sale, e).then(Mono.empty()));
    }

    private Mono<Void> report(SaleId sale, List<Entry> entries) {
        List<Outcome> outcomes = entries.stream().flatMap(OutcomeReports::outcome).toList();
        List<String> ids = entries.stream().map(Entry::id).toList();
        return Flux.fromIterable(outcomes)
                .buffer(OutcomeClient.MOST)
                .concatMap(this::tell)
                .then(events.acknowledge(sale, ids));
    }

    private static Stream<Outcome> outcome(Entry entry) {
        return Reading.of(entry) instanceof Reading.OfOrder(var event)
                ? Stream.of(
                        new Outcome(
                                event.row().decisionId(),
                                event.account(),
                                entry.sale().value(),
                                event.row().status().wireName(),
                                event.row().changedAt(),
                                event.order().toString(),
                                event.row().payment().isEmpty() ? null : event.row().payment()))
                : Stream.empty(); // a sale's own event; what is malformed is the archive's to tell
    }

    private Mono<Void> tell(List<Outcome> outcomes) {
        return risk.tell(outcomes)
                .doOnSuccess(done -> isBack())
                .onErrorResume(OutcomeClient.Rejected.class, e -> tellEach(outcomes, e))
                .onErrorMap(this::isAway);
    }

    private Mono<Void> tellEach(List<Outcome> outcomes, OutcomeClient.Rejected rejected) {
        if (outcomes.size() == 1) {
            log.error("The risk service takes no {}: {}", outcomes, rejected.getMessage());
            return Mono.empty();
        }
        return Flux.fromIterable(outcomes).concatMap(it -> tell(List.of(it))).then();
    }

    private void isBack() {
        if (away) {
            away = false;
            log.info("The risk service takes outcomes again");
        }
    }

    private Throwable isAway(Throwable error) {
        if (!away && !(error instanceof Away)) {
            away = true;
            log.warn(
                    "The risk service takes no outcomes; they wait in the ledger: {}",
                    error.toString());
        }
        return new Away();
    }

    /// It may take them later.
    private static final class Away extends RuntimeException {
        Away() {
            super("the risk service takes no outcomes", null, false, false);
        }
    }
}
