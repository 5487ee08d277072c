/// Admission tickets: the signed, single-use permission to buy that the sale engine burns in the
/// same step as the stock. Start at [dev.fairgate.risk.ticket.TicketSigner]. Invariant: every
/// field is inside the MAC, each behind its length, so that no two tickets share bytes.
@NullMarked
package dev.fairgate.risk.ticket;

import org.jspecify.annotations.NullMarked;
