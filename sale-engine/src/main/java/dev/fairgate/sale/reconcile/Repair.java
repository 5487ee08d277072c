package dev.fairgate.sale.reconcile;

import dev.fairgate.sale.archive.OrderWriter;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.stock.LedgerOrders;
import dev.fairgate.sale.stock.OrderStatus;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Mends a sale from the ledger's own orders: each is written to PostgreSQL as it stands, and a
/// hold that no schedule knows is put back on it. Both are safe at any time: a row never goes back
/// behind an event, for it counts as old as the ledger was before it was read.
final class Repair {

    private static final int BATCH = 500;

    private final LedgerOrders orders;
    private final OrderWriter writer;

    Repair(LedgerOrders orders, OrderWriter writer) {
        this.orders = orders;
        this.writer = writer;
    }

    /// Mends all of it, and says how many holds were put back on the schedule.
    ///
    /// @param stockSeq of the ledger before any order is read
    Mono<Long> mend(SaleId sale, long stockSeq, long available) {
        return orders.of(sale)
                .buffer(BATCH)
                .concatMap(some -> mend(sale, some, stockSeq, available))
                .reduce(0L, Long::sum);
    }

    private Mono<Long> mend(
            SaleId sale, List<LedgerOrders.Kept> some, long stockSeq, long available) {
        return writer.write(sale, some, stockSeq, available)
                .thenMany(Flux.fromIterable(some))
                .filter(it -> it.row().status() == OrderStatus.HELD)
                .concatMap(orders::rehold)
                .filter(back -> back)
                .count();
    }
}
