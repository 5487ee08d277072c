package dev.fairgate.sale.payment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.fairgate.sale.stock.Order;

/// A sum of money.
///
/// @param amount integer minor units
/// @param currency ISO 4217 code
@JsonIgnoreProperties(ignoreUnknown = true)
record Amount(long amount, String currency) {

    /// What an order costs: its price times its quantity.
    static Amount of(Order order) {
        return new Amount(
                Math.multiplyExact(order.price().amount(), order.quantity()),
                order.price().currency());
    }
}
