package dev.fairgate.risk.policy;

import dev.fairgate.risk.policy.Policy.Mode;
import java.util.Optional;

/// What is different in some sales; what is empty is as elsewhere.
///
/// @param mode whether verdicts are carried out
/// @param thresholds from score to verdict
/// @param eligibility who may buy
public record SalePolicy(
        Optional<Mode> mode, Optional<Thresholds> thresholds, Optional<Eligibility> eligibility) {

    /// Another mode, and nothing else.
    public static SalePolicy of(Mode mode) {
        return new SalePolicy(Optional.of(mode), Optional.empty(), Optional.empty());
    }

    /// Its own, and for the rest what holds for more sales.
    SalePolicy or(SalePolicy wider) {
        return new SalePolicy(
                mode.or(wider::mode),
                thresholds.or(wider::thresholds),
                eligibility.or(wider::eligibility));
    }

    /// Without a mode of its own.
    SalePolicy inAnyMode() {
        return new SalePolicy(Optional.empty(), thresholds, eligibility);
    }

    /// With thresholds of its own only where they are stricter.
    SalePolicy atMost(Thresholds most) {
        return new SalePolicy(mode, thresholds.map(own -> own.strictest(most)), eligibility);
    }
}
