/// Work of this node in the background, round by round. Start at
/// [dev.fairgate.risk.rounds.RoundThread]. Invariant: it may wait, and nobody waits for it.
@NullMarked
package dev.fairgate.risk.rounds;

import org.jspecify.annotations.NullMarked;
