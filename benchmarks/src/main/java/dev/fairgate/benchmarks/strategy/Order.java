package dev.fairgate.benchmarks.strategy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A unit that was taken.
///
/// @param takenAt to the millisecond; a repeated request gets the moment of the first
record Order(String request, String account, Instant takenAt) {

    /// The order of a purchase that takes its unit now.
    static Order of(Purchase purchase) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Order(purchase.request(), purchase.account(), now);
    }
}
