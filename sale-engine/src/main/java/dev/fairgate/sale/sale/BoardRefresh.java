package dev.fairgate.sale.sale;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Re-reads all sales every 400 ms, so that `available` is at most a second old and a node that
/// believes "sold out" learns of a returned unit within a second, with no message to rely on.
@Component
final class BoardRefresh {

    private static final Logger log = LoggerFactory.getLogger(BoardRefresh.class);

    private final Sales sales;
    private final SaleBoard board;

    BoardRefresh(Sales sales, SaleBoard board) {
        this.sales = sales;
        this.board = board;
    }

    @Scheduled(fixedDelayString = "PT0.4S")
    Mono<Void> refresh() {
        return Mono.defer(this::read) // Spring calls this once and subscribes again and again
                .doOnError(e -> log.debug("The sales are read later: {}", e.getMessage()))
                .onErrorComplete() // the ledger is away; LedgerPulse says so once, loudly
                .then();
    }

    private Mono<List<Sale>> read() {
        SaleBoard.Reading reading = board.begin();
        return sales.all().collectList().doOnNext(read -> board.replaceAll(reading, read));
    }
}
