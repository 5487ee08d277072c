/// Past purchases through the features once more, in virtual time: a CSV into a decision log, or a
/// decision log against itself. Start at [dev.fairgate.models.replay.PurchaseReplay] and
/// [dev.fairgate.models.replay.LogReplay]. Invariant: no clock and no random number gets into what
/// is written, so that the same input and key give the same bytes; and no input, however broken,
/// ends a replay before its end.
@NullMarked
package dev.fairgate.models.replay;

import org.jspecify.annotations.NullMarked;
