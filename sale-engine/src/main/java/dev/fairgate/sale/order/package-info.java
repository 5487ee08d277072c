/// The life of a purchase and of the order it makes. Start at
/// [dev.fairgate.sale.order.Purchases]: facts, replay, risk, commit, in that order. Invariant: the
/// engine asks for a unit only with a ticket, and says 201 only when the ledger has the order.
@NullMarked
package dev.fairgate.sale.order;

import org.jspecify.annotations.NullMarked;
