/// Where a unit is taken and given back: the commit, and the end of a hold. Start at
/// [dev.fairgate.sale.stock.Stock]; the atomic steps are in
/// `resources/ledger/fairgate_ledger_v1.lua`. Invariant: allocation = available + held + sold, and
/// a command sent twice takes one unit.
@NullMarked
package dev.fairgate.sale.stock;

import org.jspecify.annotations.NullMarked;
