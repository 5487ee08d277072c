/// The decision logs of all nodes as one stream. Start at [dev.fairgate.risk.export.Exports], which
/// goes through this node's log and then asks the others, block by block. Invariant: after each
/// block stands from where to go on, so that whoever does gets every line once; a node that is
/// known and does not answer is named.
@NullMarked
package dev.fairgate.risk.export;

import org.jspecify.annotations.NullMarked;
