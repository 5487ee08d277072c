/// Compares ledger and PostgreSQL all the time, mends what is provably safe to mend, tells the
/// rest, and writes a lost ledger anew. Start at [dev.fairgate.sale.reconcile.Reconciler].
/// Invariant: the ledger decides, and nothing here takes a unit, an order or a payment away from
/// anybody.
@NullMarked
package dev.fairgate.sale.reconcile;

import org.jspecify.annotations.NullMarked;
