/// What was asked of a sale, what was answered, and what the stores held in the end. Plain values,
/// told alike by the simulator and by real processes; start at [History].
@NullMarked
package dev.fairgate.proof.history;

import org.jspecify.annotations.NullMarked;
