/// Tells the risk service what became of the orders it let through: held, paid, lapsed, cancelled,
/// refund due. Start at [dev.fairgate.sale.outcome.OutcomeReports]. Invariant: an event is
/// acknowledged only after the risk service has taken it, so each is told at least once.
@NullMarked
package dev.fairgate.sale.outcome;

import org.jspecify.annotations.NullMarked;
