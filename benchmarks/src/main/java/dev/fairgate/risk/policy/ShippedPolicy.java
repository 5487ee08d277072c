package dev.fairgate.risk.policy;

/// The policy that the risk service has when nobody gives it another one.
public final class ShippedPolicy {

    private ShippedPolicy() {}

    /// Reads it.
    public static Policy byDefault() {
        return PolicyConfiguration.load("classpath:policy/default.json", "{}");
    }
}
