package dev.fairgate.sale.reconcile;

import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.sale.Sales;

/// A sale as ledger and PostgreSQL had it at nearly one moment.
///
/// @param ledger read before `copy`, so that the copy may be later by what happened in between
record Comparison(SaleId sale, Sales.Counters ledger, SaleCopy copy) {

    /// How the two stand to each other.
    enum State {
        /// The same events, the same units.
        EQUAL,
        /// PostgreSQL has not all events yet.
        BEHIND,
        /// PostgreSQL has events that the ledger never had: it is an older one.
        LEDGER_IS_OLDER,
        /// The same events, and other units.
        DIFFERENT
    }

    State state() {
        if (copy.stockSeq() > ledger.stockSeq()) {
            return State.LEDGER_IS_OLDER;
        }
        if (copy.stockSeq() < ledger.stockSeq()) {
            return State.BEHIND;
        }
        return difference() == 0 ? State.EQUAL : State.DIFFERENT;
    }

    /// Units that are held or sold here and not there.
    long difference() {
        return Math.abs(ledger.held() - copy.held()) + Math.abs(ledger.sold() - copy.sold());
    }
}
