package dev.fairgate.sale.stock;

/// How an attempt to pay, cancel or lapse a hold ended.
public sealed interface Settlement {

    /// It is so now, or was so already.
    record Done(Order order) implements Settlement {}

    /// Something else came first; the order stays as it is.
    record Refused(Order order) implements Settlement {}

    /// The account has no such order.
    record Missing() implements Settlement {}
}
