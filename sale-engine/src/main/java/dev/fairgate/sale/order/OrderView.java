package dev.fairgate.sale.order;

import dev.fairgate.sale.sale.Price;
import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.stock.OrderStatus;
import java.time.Instant;

/// An order on the wire.
record OrderView(
        String id,
        String saleId,
        String accountId,
        int quantity,
        Price price,
        OrderStatus status,
        Instant createdAt,
        Instant payBy) {

    static OrderView of(Order order) {
        return new OrderView(
                order.id().toString(),
                order.id().sale().value(),
                order.account(),
                order.quantity(),
                order.price(),
                order.status(),
                order.createdAt(),
                order.payBy());
    }
}
