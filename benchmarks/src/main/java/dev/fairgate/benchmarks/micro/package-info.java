/// JMH benchmarks of what is ours and hot: `./bench micro`. Start at
/// [dev.fairgate.benchmarks.micro.Micro]. What is closed to other packages has its benchmark in its
/// own package, in this module. Invariant: no I/O.
@NullMarked
package dev.fairgate.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
