/// Benchmarks: [dev.fairgate.benchmarks.load] measures whole purchases on real processes,
/// [dev.fairgate.benchmarks.micro] what is ours and hot (JMH). Start at
/// [dev.fairgate.benchmarks.load.Bench]. Invariant: a figure counts only with the machine and the
/// command beside it.
@NullMarked
package dev.fairgate.benchmarks;

import org.jspecify.annotations.NullMarked;
