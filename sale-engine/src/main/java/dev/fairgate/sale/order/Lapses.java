package dev.fairgate.sale.order;

import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.Sale;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.stock.OrderStatus;
import dev.fairgate.sale.stock.Settlement;
import dev.fairgate.sale.stock.Stock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Gives the units of unpaid holds back. Every node does it for every sale; the ledger lets one
/// win, and decides by its own time whether a hold is over.
@Component
final class Lapses {

    private static final Logger log = LoggerFactory.getLogger(Lapses.class);
    private static final int HOLDS_AT_A_TIME = 2000;
    private static final int CALLS_AT_ONCE = 16;

    private final SaleBoard board;
    private final Stock stock;
    private final LedgerClock clock;

    Lapses(SaleBoard board, Stock stock, LedgerClock clock) {
        this.board = board;
        this.stock = stock;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT0.4S")
    Mono<Void> lapseDue() {
        return Flux.defer(() -> Flux.fromIterable(board.all())) // Spring subscribes again and again
                .map(Sale::id)
                .flatMap(sale -> stock.due(sale, clock.instant(), HOLDS_AT_A_TIME), CALLS_AT_ONCE)
                .flatMap(this::lapse, CALLS_AT_ONCE)
                .doOnError(e -> log.debug("Holds lapse later: {}", e.getMessage()))
                .onErrorComplete() // the ledger is away; LedgerPulse says so once, loudly
                .then();
    }

    /// A hold that the ledger cannot make sense of does not keep the others from lapsing.
    private Mono<Settlement> lapse(Stock.DueHold due) {
        return stock.release(due.order(), due.account(), OrderStatus.LAPSED)
                .onErrorResume(
                        error -> !(error instanceof Ledger.Failure),
                        e -> {
                            log.warn("{} does not lapse: {}", due.order(), e.getMessage());
                            return Mono.empty();
                        });
    }
}
