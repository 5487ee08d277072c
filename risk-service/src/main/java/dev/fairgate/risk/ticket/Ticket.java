package dev.fairgate.risk.ticket;

import java.time.Instant;

/// What a ticket says.
///
/// @param jti a ULID in ledger time; the order's id derives from it
/// @param account who may buy
/// @param sale where
/// @param quantity how many units, at least 1
/// @param termsVersion of the sale as the buyer saw it
/// @param policyVersion of the policy that decided
/// @param decisionId the decision behind it
/// @param expiresAt in ledger time, at most 5 s after the decision
public record Ticket(
        String jti,
        String account,
        String sale,
        long quantity,
        long termsVersion,
        long policyVersion,
        String decisionId,
        Instant expiresAt) {}
