package dev.fairgate.sale.reconcile;

import dev.fairgate.sale.archive.Backlog;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.Sales;
import dev.fairgate.sale.sale.StockView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What an operator does about a sale that the ledger has lost: look at what may be lost, accept
/// it, and have the sale written anew.
final class RebuildCommand {

    private static final Logger log = LoggerFactory.getLogger(RebuildCommand.class);

    private final SaleBoard board;
    private final Sales sales;
    private final PostgresCopy copies;
    private final Rebuild rebuild;
    private final LostLedger lost;
    private final Backlog backlog;

    RebuildCommand(
            SaleBoard board,
            Sales sales,
            PostgresCopy copies,
            Rebuild rebuild,
            LostLedger lost,
            Backlog backlog) {
        this.board = board;
        this.sales = sales;
        this.copies = copies;
        this.rebuild = rebuild;
        this.lost = lost;
        this.backlog = backlog;
    }

    /// How PostgreSQL and the ledger stand before anything is done.
    ///
    /// @param inLedger the ledger's count of changes, 0 without the sale
    /// @param seen the highest count that this node ever saw
    record Loss(SaleCopy copy, long inLedger, long seen) {

        /// The ledger has all that PostgreSQL has: there is nothing to write anew.
        boolean isNone() {
            return inLedger >= copy.stockSeq();
        }

        String inWords() {
            String known =
                    seen > copy.stockSeq()
                            ? "events after number %d are lost, at least %d"
                                    .formatted(copy.stockSeq(), seen - copy.stockSeq())
                            : "events after number %d, if there were any, are lost"
                                    .formatted(copy.stockSeq());
            String letters =
                    copy.deadLetters() == 0
                            ? ""
                            : ", and %d dead letters wait for somebody"
                                    .formatted(copy.deadLetters());
            return "Possible loss: " + known + letters + ".";
        }
    }

    /// Empty when PostgreSQL does not know the sale.
    Mono<Loss> look(SaleId sale) {
        Mono<Long> inLedger = sales.counters(sale).map(Sales.Counters::stockSeq).defaultIfEmpty(0L);
        long seen = board.lastSeen(sale).map(StockView::stockSeq).orElse(0L);
        return copies.sale(sale)
                .filter(copy -> !copy.fields().isEmpty())
                .zipWith(inLedger, (copy, in) -> new Loss(copy, in, seen));
    }

    /// The lines for the operator, as the work goes on.
    Flux<String> lines(SaleId sale, Loss loss, boolean accepted) {
        if (loss.isNone()) {
            return Flux.just("The ledger has the whole of sale " + sale + ": nothing to do.");
        }
        if (backlog.of(sale) > 0) {
            return Flux.just("Events of the sale are on their way to PostgreSQL: do it again.");
        }
        if (!accepted) {
            return Flux.just(
                    loss.inWords(), "Nothing was changed. To go on: {\"acceptLoss\":true}.");
        }
        log.warn("Sale {} is written anew by an admin. {}", sale, loss.inWords());
        return Flux.concat(
                        Mono.just(loss.inWords()),
                        work(loss.copy()),
                        Mono.fromRunnable(() -> lost.isMended(sale)),
                        Mono.just("Sale " + sale + " is in the ledger again."))
                .onErrorResume(e -> Mono.just(stopped(sale, e)));
    }

    private static String stopped(SaleId sale, Throwable error) {
        log.error("Sale {} was not written anew", sale, error);
        return "It stopped: " + error.getMessage() + ". Do it again.";
    }

    private Flux<String> work(SaleCopy copy) {
        return rebuild.sale(copy).map(orders -> orders + " orders are written");
    }
}
