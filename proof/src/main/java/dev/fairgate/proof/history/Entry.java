package dev.fairgate.proof.history;

/// An order as a store has it.
///
/// @param key idempotency key that it was bought with, or empty when the store does not tell
public record Entry(String order, String account, int quantity, Status status, String key) {}
