package dev.fairgate.sale.order;

import dev.fairgate.sale.archive.OrderArchive;
import dev.fairgate.sale.sale.SaleId;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.web.Json;
import dev.fairgate.sale.web.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an admin wants cancelled.
///
/// @param orders of the sale, each once
/// @param reason for the log
/// @param dryRun tell what would happen, and do nothing
record CancellationRequest(SaleId sale, Set<OrderId> orders, String reason, boolean dryRun) {

    /// Fits the ids of the longest names.
    static final int MAX_BYTES = 128 * 1024;

    /// No line breaks and nothing invisible: it stands in a log line.
    private static final Pattern REASON = Pattern.compile("[\\P{C}&&[^\\u2028\\u2029]]{1,200}");

    private record Wire(
            @Nullable List<@Nullable String> orderIds,
            @Nullable String reason,
            @Nullable Boolean dryRun) {}

    /// Reads a body. Breaks off with [Refusal] 400 naming the first rule that is broken.
    static CancellationRequest parse(SaleId sale, byte[] body) {
        Wire wire = Json.read(body, Wire.class);
        String reason = wire.reason();
        if (reason == null || reason.isBlank() || !REASON.matcher(reason).matches()) {
            throw Refusal.invalid("reason: must have 1 to 200 characters on one line.");
        }
        return new CancellationRequest(
                sale, orders(sale, wire.orderIds()), reason, Boolean.TRUE.equals(wire.dryRun()));
    }

    private static Set<OrderId> orders(SaleId sale, @Nullable List<@Nullable String> ids) {
        if (ids == null || ids.isEmpty() || ids.size() > OrderArchive.MOST_IDS) {
            throw Refusal.invalid(
                    "orderIds: must have 1 to " + OrderArchive.MOST_IDS + " orders of the sale.");
        }
        List<@Nullable String> all = new ArrayList<>(ids);
        Set<OrderId> orders = new LinkedHashSet<>();
        for (int i = 0; i < all.size(); i++) {
            String id = all.get(i);
            int place = i;
            orders.add(
                    Optional.ofNullable(id)
                            .flatMap(OrderId::parse)
                            .filter(order -> order.sale().equals(sale))
                            .orElseThrow(
                                    () ->
                                            Refusal.invalid(
                                                    "orderIds[%d]: must be an order of the sale."
                                                            .formatted(place))));
        }
        return orders;
    }
}
