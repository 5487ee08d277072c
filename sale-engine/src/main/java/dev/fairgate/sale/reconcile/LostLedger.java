package dev.fairgate.sale.reconcile;

import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.Sales;
import dev.fairgate.sale.sale.StockView;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What becomes of a ledger that has lost sales: another one with nothing in it, or an older one.
/// Nothing of such a sale is sold. It is written anew by itself only when PostgreSQL provably has
/// every order that was ever confirmed; else a person decides, who is told the possible loss.
final class LostLedger {

    private static final Logger log = LoggerFactory.getLogger(LostLedger.class);

    private static final long GONE = -1;

    private final SaleBoard board;
    private final Sales sales;
    private final PostgresCopy copies;
    private final Rebuild rebuild;
    private final Set<SaleId> told = ConcurrentHashMap.newKeySet();

    LostLedger(SaleBoard board, Sales sales, PostgresCopy copies, Rebuild rebuild) {
        this.board = board;
        this.sales = sales;
        this.copies = copies;
        this.rebuild = rebuild;
    }

    /// The ledger's epoch is not the one that PostgreSQL followed.
    Mono<Void> isAnother(String epoch, String node) {
        return Mono.zip(copies.sales().collectList(), copies.others(node))
                .flatMap(
                        known ->
                                Flux.fromIterable(known.getT1())
                                        .concatMap(copy -> restore(copy, known.getT2()))
                                        .all(written -> written))
                .flatMap(all -> all ? copies.adopt(epoch) : Mono.empty());
    }

    /// Whether the sale is in the ledger afterwards, with all that PostgreSQL has.
    private Mono<Boolean> restore(SaleCopy copy, long others) {
        return sales.counters(copy.sale())
                .map(Sales.Counters::stockSeq)
                .defaultIfEmpty(GONE)
                .flatMap(
                        inLedger -> {
                            if (inLedger >= copy.stockSeq()) {
                                told.remove(copy.sale());
                                return Mono.just(true);
                            }
                            boolean sure = others == 0 && isProvablyWhole(copy);
                            return inLedger == GONE && sure ? write(copy) : sayOnce(copy);
                        });
    }

    /// Every 201 of this node, the only one, told a `stockSeq`; PostgreSQL has them all.
    private boolean isProvablyWhole(SaleCopy copy) {
        return copy.isWhole()
                && board.lastSeen(copy.sale()).map(StockView::stockSeq).orElse(Long.MAX_VALUE)
                        <= copy.stockSeq();
    }

    private Mono<Boolean> write(SaleCopy copy) {
        log.warn(
                "The ledger is another one; sale {} is written anew, nothing is lost", copy.sale());
        return rebuild.sale(copy).then(Mono.just(true));
    }

    /// PostgreSQL has a sale that this ledger does not have.
    Mono<Void> isMissing(SaleId sale, String node) {
        return copies.sale(sale)
                .filter(copy -> !copy.fields().isEmpty())
                .zipWith(copies.others(node))
                .flatMap(known -> restore(known.getT1(), known.getT2()))
                .then();
    }

    /// The ledger has the sale as it was some time ago.
    Mono<Void> isOlder(Comparison it) {
        return sayOnce(it.copy()).then();
    }

    private Mono<Boolean> sayOnce(SaleCopy copy) {
        if (told.add(copy.sale())) {
            log.error(
                    "The ledger has lost sale {}, or a part of it: nothing of it is sold until"
                            + " somebody writes it anew, POST /api/v1/admin/sales/{}/rebuild",
                    copy.sale(),
                    copy.sale());
        }
        return sales.withhold(copy.sale()).thenReturn(false);
    }

    int count() {
        return told.size();
    }

    /// It was written anew.
    void isMended(SaleId sale) {
        told.remove(sale);
    }
}
