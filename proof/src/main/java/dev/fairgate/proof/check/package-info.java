/// Judges a [dev.fairgate.proof.history.History]; knows nothing of how it came about. Start at
/// [Checker]; each invariant is one method.
@NullMarked
package dev.fairgate.proof.check;

import org.jspecify.annotations.NullMarked;
