package dev.fairgate.sale.admission;

import com.netflix.concurrency.limits.limit.FixedLimit;
import java.time.Duration;

/// The engine's admission package, for the simulator.
public final class AdmissionBridge {

    private AdmissionBridge() {}

    /// A bound that does not learn: what it would learn from is time that does not pass here.
    public static Shedding shedding(int atOnce, int waiting, Duration patience) {
        return new Shedding(FixedLimit.of(atOnce), waiting, patience);
    }
}
