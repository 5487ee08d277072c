package dev.fairgate.risk.outcome;

import java.time.Instant;
import java.util.Optional;

/// One outcome, as somebody reported it.
///
/// @param decisionId a ULID
/// @param at when it came about
/// @param accountId whose decision it was, where the reporter knows; only then does it count in a
///     [History]
/// @param saleId of which sale, where the reporter knows
/// @param orderId of the order that came of it, where the reporter knows: labels may name it
/// @param paymentReference of the payment, where the reporter knows: labels may name it
public record Reported(
        String decisionId,
        Outcome outcome,
        Instant at,
        Optional<String> accountId,
        Optional<String> saleId,
        Optional<String> orderId,
        Optional<String> paymentReference) {

    /// Whose keys it needs in the store: those of the account, beside the account's other keys; the
    /// decision's own without one.
    String owner() {
        return accountId.map(Reported::owner).orElse(decisionId);
    }

    static String owner(String accountId) {
        return "account:" + accountId;
    }
}
