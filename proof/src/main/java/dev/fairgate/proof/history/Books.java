package dev.fairgate.proof.history;

import java.util.List;

/// Both stores after everything has come to rest: no hold open that should have lapsed, no event
/// unread.
///
/// @param ledger counters of the ledger
/// @param orders what the ledger has
/// @param rows what PostgreSQL has
public record Books(Counters ledger, List<Entry> orders, List<Entry> rows) {
    public Books {
        orders = List.copyOf(orders);
        rows = List.copyOf(rows);
    }
}
