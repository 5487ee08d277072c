package dev.fairgate.proof.history;

/// The units of a sale at one moment.
public record Counters(long allocation, long available, long held, long sold) {}
