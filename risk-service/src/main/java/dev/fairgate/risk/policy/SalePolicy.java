package dev.fairgate.risk.policy;

import dev.fairgate.risk.policy.Policy.Mode;

/// What is different in some sales.
///
/// @param mode whether verdicts are carried out
public record SalePolicy(Mode mode) {

    /// Ends the name of what holds for all sales that begin so.
    static final String ANY_END = "*";
}
