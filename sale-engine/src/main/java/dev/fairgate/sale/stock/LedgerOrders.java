package dev.fairgate.sale.stock;

import dev.fairgate.sale.sale.SaleId;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The port to all orders of a sale, for those who compare or restore. Slow: never on a buyer's
/// way.
public interface LedgerOrders {

    /// One order with everything that is kept of it.
    ///
    /// @param key digest of the idempotency key that bought it; empty when it is not known
    record Kept(OrderId id, String account, OrderRow row, String key) {}

    /// Every order that the ledger has of a sale, without their keys.
    Flux<Kept> of(SaleId sale);

    /// Puts a hold on the schedule of lapses where it is missing; true when it was.
    Mono<Boolean> rehold(Kept hold);

    /// Writes orders as they are, their holds, and the records of idempotency keys that still live
    /// at `now`. Writing them again changes nothing. Only between the begin and the end of a
    /// restoration.
    Mono<Void> restore(List<Kept> orders, Instant now);
}
