package dev.fairgate.sale.event;

import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.stock.OrderRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An order as it stood after one event.
///
/// @param key digest of the idempotency key that bought it; empty without one, and in every event
///     but the first
/// @param stockSeq the sale's count of changes; of two events of an order, the later has the higher
/// @param available units left after it
public record OrderEvent(
        Entry entry,
        OrderId order,
        String account,
        OrderRow row,
        String key,
        long stockSeq,
        long available) {

    /// Of each order the last event only, by `stockSeq`, with the key of the first: one statement
    /// may touch a row once.
    public static List<OrderEvent> lastOfEach(Collection<OrderEvent> events) {
        Map<String, OrderEvent> last = new TreeMap<>(); // sorted: two writers cannot deadlock
        for (OrderEvent event : events) {
            last.merge(event.order().ulid(), event, OrderEvent::merge);
        }
        return List.copyOf(last.values());
    }

    private static OrderEvent merge(OrderEvent one, OrderEvent other) {
        OrderEvent later = other.stockSeq > one.stockSeq ? other : one;
        return new OrderEvent(
                later.entry,
                later.order,
                later.account,
                later.row,
                one.key.isEmpty() ? other.key : one.key,
                later.stockSeq,
                later.available);
    }
}
