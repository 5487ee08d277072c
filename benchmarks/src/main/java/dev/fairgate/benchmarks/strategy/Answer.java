package dev.fairgate.benchmarks.strategy;

/// What became of a request for a unit.
sealed interface Answer {

    /// How often the way tried, this time included.
    int attempts();

    /// The unit is taken, by this request or by an earlier sending of it.
    record Taken(Order order, int attempts) implements Answer {}

    /// No unit is left.
    record SoldOut(int attempts) implements Answer {}

    /// Nothing was taken though units may be left: the last attempt was lost to somebody else, or
    /// the queue was full.
    record GaveUp(int attempts) implements Answer {}
}
