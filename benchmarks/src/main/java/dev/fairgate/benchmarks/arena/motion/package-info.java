/// Hands: what a page records of a pointer, a finger or keys while somebody looks at it and buys.
/// Start at `Motion`; people are led by `MinimumJerk`, reports by `SigmaLognormal` as well, bots by
/// `Scripted`, `Replayed` and `Jittered`. `RecordedTraces` stands in for either of the first two.
/// No two visits of a person are the same trace, but for those that are too short for more than one
/// press.
@NullMarked
package dev.fairgate.benchmarks.arena.motion;

import org.jspecify.annotations.NullMarked;
