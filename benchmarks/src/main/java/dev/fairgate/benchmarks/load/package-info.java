/// The purchase benchmark: real processes, real servers, one load generator. Start at
/// [dev.fairgate.benchmarks.load.Bench]. Invariant: a run with one answer that its scenario does
/// not expect has no figures.
@NullMarked
package dev.fairgate.benchmarks.load;

import org.jspecify.annotations.NullMarked;
