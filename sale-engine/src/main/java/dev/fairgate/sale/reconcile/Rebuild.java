package dev.fairgate.sale.reconcile;

import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.Sales;
import dev.fairgate.sale.stock.LedgerOrders;
import dev.fairgate.sale.stock.LedgerOrders.Kept;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Writes one sale into the ledger as PostgreSQL has it: its terms, its orders, their holds and the
/// records of idempotency keys. The sale is paused meanwhile. Stopped half-way, it begins again
/// from the start and comes to the same end.
final class Rebuild {

    /// Lifts `stockSeq` above all that a node may have seen of events that are lost.
    private static final long LEAP = 1_000_000;

    private final PostgresCopy copies;
    private final Sales sales;
    private final LedgerOrders orders;
    private final LedgerClock clock;

    Rebuild(PostgresCopy copies, Sales sales, LedgerOrders orders, LedgerClock clock) {
        this.copies = copies;
        this.sales = sales;
        this.orders = orders;
        this.clock = clock;
    }

    /// Emits how many orders are written, as they are, and completes when the sale is on again.
    Flux<Long> sale(SaleCopy copy) {
        SaleId sale = copy.sale();
        return sales.counters(sale)
                .map(Sales.Counters::stockSeq)
                .defaultIfEmpty(0L)
                .flatMapMany(
                        inLedger ->
                                Flux.concat(
                                        sales.beginRestore(sale, copy.fields()).then(Mono.empty()),
                                        writeOrders(sale),
                                        Mono.defer(() -> end(sale, inLedger)).then(Mono.empty())));
    }

    private Mono<Void> end(SaleId sale, long before) {
        return copies.sale(sale)
                .flatMap(
                        now ->
                                sales.endRestore(
                                        sale,
                                        now.held(),
                                        now.sold(),
                                        "1".equals(now.fields().get("paused")),
                                        Math.max(before, now.stockSeq()) + LEAP));
    }

    private Flux<Long> writeOrders(SaleId sale) {
        return page(sale, "")
                .expand(
                        page ->
                                page.size() < PostgresCopy.PAGE
                                        ? Mono.empty()
                                        : page(sale, page.getLast().id().toString()))
                .concatMap(page -> orders.restore(page, clock.instant()).thenReturn(page.size()))
                .scan(0L, Long::sum)
                .skip(1);
    }

    private Mono<List<Kept>> page(SaleId sale, String after) {
        return copies.orders(sale, after).collectList();
    }
}
