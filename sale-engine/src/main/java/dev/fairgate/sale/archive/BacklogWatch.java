package dev.fairgate.sale.archive;

import dev.fairgate.sale.event.EventStreams;
import dev.fairgate.sale.event.StreamTroubles;
import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.sale.Sale;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.SaleId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Looks five times a second how far the archive is behind, in every sale on the board.
final class BacklogWatch {

    private static final Logger log = LoggerFactory.getLogger(BacklogWatch.class);
    private static final int CALLS_AT_ONCE = 64;

    private final SaleBoard board;
    private final EventStreams events;
    private final Backlog backlog;

    private final StreamTroubles troubles = new StreamTroubles("archived");

    BacklogWatch(SaleBoard board, EventStreams events, Backlog backlog) {
        this.board = board;
        this.events = events;
        this.backlog = backlog;
    }

    @Scheduled(fixedDelayString = "PT0.2S")
    Mono<Void> look() {
        return Flux.defer(() -> Flux.fromIterable(board.all())) // Spring subscribes again and again
                .map(Sale::id)
                .flatMap(this::behind, CALLS_AT_ONCE)
                .collectList()
                .doOnNext(backlog::saw)
                .doOnError(e -> log.debug("The backlog is read later: {}", e.getMessage()))
                .onErrorComplete() // the ledger is away; LedgerPulse says so once, loudly
                .then();
    }

    /// One broken stream, such as a key of another type, does not hide the others.
    private Mono<EventStreams.Behind> behind(SaleId sale) {
        return events.behind(sale)
                .doOnSuccess(seen -> troubles.areOver(sale))
                .onErrorResume(
                        e -> !(e instanceof Ledger.Failure),
                        e -> troubles.passOver(sale, e).then(Mono.empty()));
    }
}
