package dev.fairgate.sale.stock;

import dev.fairgate.sale.sale.Price;
import java.time.Instant;

/// An order as the ledger has it.
///
/// @param account the buyer
/// @param price of one unit
/// @param createdAt when the unit was taken, ledger time
/// @param payBy when the hold lapses, ledger time
/// @param decisionId the decision that let it through
public record Order(
        OrderId id,
        String account,
        int quantity,
        Price price,
        OrderStatus status,
        Instant createdAt,
        Instant payBy,
        String decisionId) {}
