package dev.fairgate.sale.stock;

import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.sale.SaleBoard;

/// The engine's stock package, for the simulator.
public final class StockBridge {

    private StockBridge() {}

    /// Orders and units in the ledger.
    public static Stock stock(Ledger ledger, SaleBoard board) {
        return new RedisStock(ledger, board);
    }

    /// All orders of a sale in the ledger.
    public static LedgerOrders orders(Ledger ledger) {
        return new RedisLedgerOrders(ledger);
    }

    /// What the stores have instead of an idempotency key.
    public static String digest(String key) {
        return new IdempotencyKey(key).digest();
    }
}
