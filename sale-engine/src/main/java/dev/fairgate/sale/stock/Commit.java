package dev.fairgate.sale.stock;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// All that the commit is given: what the ticket says, and the idempotency key. It contains nothing
/// of the moment, so sending it twice is sending the same.
///
/// @param order the ticket's id as an order
/// @param account [plain][#isPlain], as is the decision's id
/// @param ticketExpiresAt ledger time from which the ticket buys nothing
public record Commit(
        OrderId order,
        String account,
        int quantity,
        long termsVersion,
        Instant ticketExpiresAt,
        String decisionId,
        long policyVersion,
        Optional<IdempotencyKey> key) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Commit {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity is at least 1, not " + quantity);
        }
        if (termsVersion < 0 || policyVersion < 0) {
            throw new IllegalArgumentException("versions are at least 0");
        }
        if (!isPlain(account) || !isPlain(decisionId)) {
            throw new IllegalArgumentException(
                    "account and decision are 1 to 64 of A-Z a-z 0-9 _ -");
        }
    }

    /// Whether a text can stand in the ledger's own texts, where `|` and `:` part the fields.
    public static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }
}
