package dev.fairgate.sale.payment;

import dev.fairgate.sale.stock.Stock;
import io.micrometer.core.instrument.MeterRegistry;

/// The engine's payment package, for the simulator.
public final class PaymentBridge {

    private PaymentBridge() {}

    /// Payments by this provider.
    public static Payments payments(PaymentProvider provider, Stock stock, MeterRegistry meters) {
        return new Payments(provider, stock, meters);
    }
}
