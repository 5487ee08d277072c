package dev.fairgate.sale.stock;

import dev.fairgate.sale.sale.SaleId;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The port to the ledger's orders and units. Every call has a deadline; a call that errors with
/// anything but `Ledger.NotDone` may have been carried out.
public interface Stock {

    /// Takes the units or says why not, in one atomic step. Sending the same [Commit] again is
    /// harmless and gives the same order.
    Mono<CommitResult> commit(Commit commit);

    /// The order that an idempotency key has bought; [CommitResult.KeyReused] when that was another
    /// quantity, or the order is not kept any more; empty when it has bought nothing yet.
    Mono<CommitResult> replay(SaleId sale, String account, IdempotencyKey key, int quantity);

    /// Gives the units of a held order back: cancelled, or lapsed when its time is over. Of several
    /// at once one wins.
    Mono<Settlement> release(OrderId order, String account, OrderStatus to);

    /// Money was captured for an order. It wins over a lapse: the units are taken again when they
    /// are left and the account may have them, else a refund is due; so [Settlement.Done] carries
    /// an order that is `PAID` or `REFUND_DUE`. The same payment again changes nothing; another
    /// payment for an order that is paid is [Settlement.Refused].
    ///
    /// @param payment the provider's name of it, [plain][Commit#isPlain]
    Mono<Settlement> captured(OrderId order, String account, String payment);

    /// One order of the account, empty when it has none of that name.
    Mono<Order> find(OrderId order, String account);

    /// The account's orders in a sale, newest first: at most 100. For another one the oldest that
    /// is neither held nor paid is dropped.
    Flux<Order> of(SaleId sale, String account);

    /// Holds whose time was over at `now`, the longest over first, at most `limit`.
    Flux<DueHold> due(SaleId sale, Instant now, int limit);

    /// A hold that may lapse.
    record DueHold(OrderId order, String account) {}
}
