package dev.fairgate.sale.sale;

import dev.fairgate.sale.ledger.Ledger;

/// The engine's sale package, for the simulator.
public final class SaleBridge {

    private SaleBridge() {}

    /// Sales in the ledger.
    public static Sales sales(Ledger ledger) {
        return new RedisSales(ledger);
    }

    /// What re-reads the board; has a schedule.
    public static Object refresh(Sales sales, SaleBoard board) {
        return new BoardRefresh(sales, board);
    }
}
