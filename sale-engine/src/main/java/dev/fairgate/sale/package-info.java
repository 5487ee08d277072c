/// The sale engine: sells a limited stock, one unit per atomic commit, after the risk service has
/// said yes. Start at [dev.fairgate.sale.order.Purchases] for the life of one purchase. Invariant:
/// `available + held + sold == allocation`, whoever clicks and whatever dies.
@NullMarked
package dev.fairgate.sale;

import org.jspecify.annotations.NullMarked;
