/// The decision log: one JSON line per decision and per outcome, in files on this node's disk.
/// Start at [dev.fairgate.risk.log.DecisionLog], which takes both from event loops, then at
/// [dev.fairgate.risk.log.LogWriter], the one thread that writes them. Invariant: whatever the disk
/// does, nobody who decides waits for it, and every entry is either a line or counted by a gap.
@NullMarked
package dev.fairgate.risk.log;

import org.jspecify.annotations.NullMarked;
