package dev.fairgate.sale.risk;

import java.time.Instant;

/// What became of a decision to let a purchase through.
///
/// @param outcome `held`, `paid`, `lapsed`, `cancelled`, `chargeback` or `refund_due`
/// @param at when, ledger time
public record Outcome(
        String decisionId, String accountId, String saleId, String outcome, Instant at) {}
