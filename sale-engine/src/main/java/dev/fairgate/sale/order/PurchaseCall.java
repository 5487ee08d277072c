package dev.fairgate.sale.order;

import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.admission.Connection;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.stock.IdempotencyKey;
import java.util.Optional;

/// Everything about one attempt to buy.
public record PurchaseCall(
        SaleId sale,
        Account account,
        PurchaseRequest request,
        Optional<IdempotencyKey> key,
        Connection connection) {}
