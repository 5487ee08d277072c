package dev.fairgate.risk.decision;

/// One thing that spoke against a request.
///
/// @param code one of a small fixed set, for example `account-rate`
/// @param weight how much, 1.0 for a rule
public record Reason(String code, double weight) {

    /// A reason that is a rule.
    public static Reason rule(String code) {
        return new Reason(code, 1.0);
    }
}
