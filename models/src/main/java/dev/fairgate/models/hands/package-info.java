/// What a page observed of a buyer's hands, and what a request says about its client, as numbers.
/// Start at [dev.fairgate.models.hands.Hands] and [dev.fairgate.models.hands.ClientShape].
/// Invariant: whatever was sent is read once, from left to right, without an exception, and every
/// number that comes out is finite.
@NullMarked
package dev.fairgate.models.hands;

import org.jspecify.annotations.NullMarked;
