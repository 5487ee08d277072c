package dev.fairgate.benchmarks.strategy;

/// What a buyer asks for: one unit.
///
/// @param request a ULID; the same again is the same purchase
record Purchase(String sale, String account, String request) {}
