/// Buyers who think that a decision about them was wrong. Start at
/// [dev.fairgate.sale.appeal.AppealEndpoint].
///
/// Invariant: the engine keeps nothing of an appeal and says whose it is; all else the risk service
/// knows.
@NullMarked
package dev.fairgate.sale.appeal;

import org.jspecify.annotations.NullMarked;
