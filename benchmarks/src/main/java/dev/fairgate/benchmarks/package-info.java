/// Benchmarks of what is ours and hot (JMH). Start at [dev.fairgate.benchmarks.AddressBenchmark].
/// Invariant: a figure counts only with the machine and the command beside it.
@NullMarked
package dev.fairgate.benchmarks;

import org.jspecify.annotations.NullMarked;
