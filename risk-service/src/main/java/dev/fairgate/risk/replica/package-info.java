/// One document of which every node has the same state: in the risk store, on each node's disk and
/// in PostgreSQL. Start at [dev.fairgate.risk.replica.Replica]. Invariant: of all states of a
/// document the one with the highest sequence wins, and no node goes back.
@NullMarked
package dev.fairgate.risk.replica;

import org.jspecify.annotations.NullMarked;
