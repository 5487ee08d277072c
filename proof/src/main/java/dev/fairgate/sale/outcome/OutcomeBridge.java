package dev.fairgate.sale.outcome;

import dev.fairgate.sale.ledger.Ledger;
import dev.fairgate.sale.risk.OutcomeClient;
import dev.fairgate.sale.sale.SaleBoard;
import io.micrometer.core.instrument.MeterRegistry;

/// The engine's outcome package, for the simulator.
public final class OutcomeBridge {

    private OutcomeBridge() {}

    /// What reports order events, the second group on every stream; has a schedule.
    public static Object reports(
            SaleBoard board, Ledger ledger, OutcomeClient risk, MeterRegistry meters) {
        return new OutcomeReports(board, ledger, risk, meters);
    }
}
