/// The one connection to the ledger Redis, the functions loaded into it, its time. Start at
/// [dev.fairgate.sale.ledger.Ledger]; the functions themselves are in
/// `resources/ledger/fairgate_ledger_v1.lua`. Invariant: every command has a deadline, and a
/// command is never sent a second time unless it is harmless twice.
@NullMarked
package dev.fairgate.sale.ledger;

import org.jspecify.annotations.NullMarked;
