package dev.fairgate.sale.order;

import dev.fairgate.sale.admission.Shedding;
import dev.fairgate.sale.archive.ArchiveBridge;
import dev.fairgate.sale.archive.Backlog;
import dev.fairgate.sale.ledger.LedgerClock;
import dev.fairgate.sale.payment.Payments;
import dev.fairgate.sale.risk.RiskClient;
import dev.fairgate.sale.sale.SaleBoard;
import dev.fairgate.sale.sale.Sales;
import dev.fairgate.sale.stock.Stock;

/// The engine's order package, for the simulator.
public final class OrderBridge {

    private OrderBridge() {}

    /// What a node has to sell with.
    public record Parts(
            SaleBoard board,
            Sales sales,
            Stock stock,
            LedgerClock clock,
            Shedding shedding,
            Backlog backlog) {}

    public static Purchases purchases(Parts parts, RiskClient risk) {
        return new Purchases(
                parts.board(),
                parts.sales(),
                parts.stock(),
                risk,
                parts.clock(),
                parts.shedding(),
                parts.backlog());
    }

    /// Orders that are all in the ledger: nobody asks for one that it keeps no more.
    public static Orders orders(Parts parts, Payments payments) {
        return new Orders(
                parts.stock(), ArchiveBridge.none(), payments, parts.board(), parts.clock());
    }

    /// What gives unpaid units back; has a schedule.
    public static Object lapses(Parts parts) {
        return new Lapses(parts.board(), parts.stock(), parts.clock());
    }
}
