package dev.fairgate.sale.archive;

import dev.fairgate.sale.event.Entry;
import dev.fairgate.sale.event.OrderEvent;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.stock.LedgerOrders.Kept;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Writes orders to PostgreSQL as the ledger has them, past the stream.
public final class OrderWriter {

    private static final String NO_ENTRY = "0-0";

    private final PostgresArchive archive;

    OrderWriter(PostgresArchive archive) {
        this.archive = archive;
    }

    /// Stores them as if events of that `stockSeq` had told them; later ones stay.
    public Mono<Void> write(SaleId sale, List<Kept> orders, long stockSeq, long available) {
        List<OrderEvent> events =
                orders.stream().map(it -> event(it, stockSeq, available)).toList();
        return archive.store(
                new Batch(
                        sale,
                        OrderEvent.lastOfEach(events),
                        Optional.empty(),
                        stockSeq,
                        available));
    }

    private static OrderEvent event(Kept order, long stockSeq, long available) {
        return new OrderEvent(
                new Entry(order.id().sale(), NO_ENTRY, Map.of()),
                order.id(),
                order.account(),
                order.row(),
                order.key(),
                stockSeq,
                available);
    }
}
