package dev.fairgate.sale.stock;

import java.time.Instant;
import java.util.Optional;

/// All that the commit is given: what the ticket says, and the idempotency key. It contains nothing
/// of the moment, so sending it twice is sending the same.
///
/// @param order the ticket's id as an order
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

    public Commit {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity is at least 1, not " + quantity);
        }
    }
}
