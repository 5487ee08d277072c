/// JMH benchmarks of what is ours and hot. Start at any class; each says what it measures.
/// Invariant: no I/O.
@NullMarked
package dev.fairgate.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
