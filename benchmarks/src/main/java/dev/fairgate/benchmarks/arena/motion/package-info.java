/// Hands: what a page records of a pointer, a finger or keys while somebody looks at it and buys.
/// Start at `Motion`; people are led by `MinimumJerk`, reports by `SigmaLognormal` as well, bots by
/// `Scripted`, `Replayed` and `Jittered`. No two visits of a person are ever the same trace.
@NullMarked
package dev.fairgate.benchmarks.arena.motion;

import org.jspecify.annotations.NullMarked;
