/// Ways to sell a stock that many want at once, side by side: the product's function beside a lock
/// of rows, a version, rows for units, a watched key and a queue. Start at
/// [dev.fairgate.benchmarks.strategy.Strategies]. Invariant: every way passes the same contract,
/// and has written an order to disk before it says that a unit is taken.
@NullMarked
package dev.fairgate.benchmarks.strategy;

import org.jspecify.annotations.NullMarked;
