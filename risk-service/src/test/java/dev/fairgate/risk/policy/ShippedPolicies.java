package dev.fairgate.risk.policy;

/// The policies that come with the service, for tests of their numbers.
public final class ShippedPolicies {

    private ShippedPolicies() {}

    /// `policy/default.json`.
    public static Policy byDefault() {
        return PolicyConfiguration.load("classpath:policy/default.json", "{}");
    }
}
