package dev.fairgate.sale.risk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of a decision to let a purchase through.
///
/// @param outcome `held`, `paid`, `lapsed`, `cancelled`, `chargeback` or `refund_due`
/// @param at when, ledger time
/// @param orderId of the order, by which labels may name it
/// @param paymentReference the provider's name of the payment, by which labels may name it; null
///     until there is one
public record Outcome(
        String decisionId,
        String accountId,
        String saleId,
        String outcome,
        Instant at,
        String orderId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String paymentReference) {}
