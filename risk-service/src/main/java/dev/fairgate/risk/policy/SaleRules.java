package dev.fairgate.risk.policy;

import java.util.Optional;

/// What of a policy holds in one sale.
///
/// @param mode whether verdicts are carried out
/// @param thresholds from score to verdict; without them those of the model count
/// @param eligibility who may buy
public record SaleRules(
        Policy.Mode mode, Optional<Thresholds> thresholds, Eligibility eligibility) {}
