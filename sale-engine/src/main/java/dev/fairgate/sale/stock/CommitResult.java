package dev.fairgate.sale.stock;

import dev.fairgate.sale.sale.StockView;
import java.time.Duration;
import java.util.List;

/// What the commit answered. Whatever it was, it says how the stock stands.
public sealed interface CommitResult {

    /// The stock after the commit.
    StockView stock();

    /// A unit was taken, by this command or by its first sending.
    record Sold(Order order, StockView stock) implements CommitResult {}

    /// The idempotency key had bought this order before.
    record Replayed(Order order, StockView stock) implements CommitResult {}

    /// The idempotency key was used for another quantity, or for an order that is not kept any
    /// more.
    record KeyReused(StockView stock) implements CommitResult {}

    /// The ticket came too late.
    record TicketExpired(StockView stock) implements CommitResult {}

    /// The terms the buyer saw are not those of the sale any more.
    record SaleChanged(StockView stock) implements CommitResult {}

    /// The window or the pause stood against it.
    record NotOnSale(Reason reason, StockView stock) implements CommitResult {
        /// Why.
        public enum Reason {
            NO_SALE,
            PAUSED,
            NOT_OPEN,
            CLOSED
        }
    }

    /// The account has what one account may have: these orders.
    record LimitReached(List<OrderId> orders, StockView stock) implements CommitResult {
        public LimitReached {
            orders = List.copyOf(orders);
        }
    }

    /// The account let go of units that it had held, and waits that long before the next hold: a
    /// tenth of the time it kept them from others, times the number of such orders in this sale, 10
    /// minutes at most; less than a second is none. Two holds of 5 minutes that lapsed: 2 minutes
    /// after the second.
    record Wait(Duration time, StockView stock) implements CommitResult {}

    /// Fewer units are left than were asked for.
    record SoldOut(StockView stock) implements CommitResult {}
}
