package dev.fairgate.benchmarks.strategy;

import java.util.List;

/// One way to sell a stock that many want at once.
///
/// All do the same job: a request takes one unit at most, however often it comes; its order is on
/// disk before the answer; no unit is sold twice; who finds none is told so. A way may also give up
/// on a request, which then has taken nothing.
interface Strategy extends AutoCloseable {

    /// What the way is called in the tables.
    String name();

    /// Puts units of a new sale on sale.
    void open(String sale, int units);

    /// What one client takes units with. Never two threads at a time.
    Till till();

    /// The units that a sale has left, as the store says.
    int left(String sale);

    /// All orders of a sale, read from the store by another connection than the tills'.
    List<Order> orders(String sale);

    /// What the store has grown to: of a Redis the memory of this sale's keys, of a PostgreSQL all
    /// tables and indexes of the strategy.
    long bytes(String sale);

    @Override
    void close();

    /// One client's end of it.
    interface Till extends AutoCloseable {

        /// Takes a unit, or says why not.
        ///
        /// @throws IllegalStateException when the store does not do what it must
        Answer take(Purchase purchase);

        @Override
        default void close() {}
    }
}
