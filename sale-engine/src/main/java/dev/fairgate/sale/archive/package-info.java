/// Carries the ledger's order events to PostgreSQL, off the buyers' path. Start at
/// [dev.fairgate.sale.archive.ArchiveWriter]. Invariant: an entry is acknowledged only after the
/// COMMIT of its row or of its dead letter, and trimmed only after that; delivered again or out of
/// order it changes nothing.
@NullMarked
package dev.fairgate.sale.archive;

import org.jspecify.annotations.NullMarked;
