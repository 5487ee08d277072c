package dev.fairgate.proof.history;

/// What a client wants of the sale.
public sealed interface Request {

    /// Units for an account; tries of one intention carry one idempotency key.
    ///
    /// @param key unique to the intention; two operations with the same key are a double click
    record Buy(String key, int quantity) implements Request {}

    /// Money captured for an order.
    record Pay(String order, String payment) implements Request {}

    /// An order let go of by its owner.
    record Cancel(String order) implements Request {}

    /// The account's orders.
    record Look() implements Request {}

    /// How many units are left.
    record Stock() implements Request {}
}
