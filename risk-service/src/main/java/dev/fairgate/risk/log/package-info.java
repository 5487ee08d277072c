/// The decision log: a JSON line per decision and per event that belongs to one, in files on this
/// node's disk. Start at [dev.fairgate.risk.log.DecisionLog], which takes them from event loops,
/// then at [dev.fairgate.risk.log.LogWriter], the one thread that writes them. Invariants: whatever
/// the disk does, nobody who decides waits for it, and every entry is either a line or counted by a
/// gap; no address is written, and the keys of its pseudonyms go with the files that need them.
@NullMarked
package dev.fairgate.risk.log;

import org.jspecify.annotations.NullMarked;
