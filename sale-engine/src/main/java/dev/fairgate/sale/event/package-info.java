/// The ledger's order events: what they say, and how a group of nodes reads them one sale at a
/// time. Start at [dev.fairgate.sale.event.EventStreams]. Invariant: an entry is trimmed only after
/// every group has acknowledged it.
@NullMarked
package dev.fairgate.sale.event;

import org.jspecify.annotations.NullMarked;
