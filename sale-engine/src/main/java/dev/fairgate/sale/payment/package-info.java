/// Money: how a payment is started, and what the provider says became of it. Start at
/// [dev.fairgate.sale.payment.Payments]. Invariant: money that was captured ends in the ledger, as
/// a paid order or as one whose refund is due; what cannot end there is said loudly and repeated by
/// the provider.
@NullMarked
package dev.fairgate.sale.payment;

import org.jspecify.annotations.NullMarked;
