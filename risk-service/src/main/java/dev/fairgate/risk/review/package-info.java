/// What waits for a person to look at it: appeals of buyers, what analysts put there, and a few
/// decisions that were least certain. Start at [dev.fairgate.risk.review.Reviews]; whose decision
/// an appeal may be about is said by [dev.fairgate.risk.review.Appeals].
///
/// Invariant: of any number of analysts on any number of nodes one at most has an item, and only
/// who has it ends it.
@NullMarked
package dev.fairgate.risk.review;

import org.jspecify.annotations.NullMarked;
