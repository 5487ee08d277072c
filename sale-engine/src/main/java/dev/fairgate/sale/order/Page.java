package dev.fairgate.sale.order;

import dev.fairgate.sale.stock.Order;
import dev.fairgate.sale.web.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.reactive.function.server.ServerRequest;

/// Which part of a list of orders is asked for.
///
/// @param cursor the ULID after which it begins, empty for the first page
/// @param limit orders on it, 1 to 200
record Page(String cursor, int limit) {

    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;

    /// Reads `cursor` and `limit`. Breaks off with [Refusal] 400.
    static Page of(ServerRequest request) {
        int limit = limit(request.queryParam("limit").orElse(Integer.toString(DEFAULT_LIMIT)));
        String cursor = request.queryParam("cursor").orElse("");
        if (!cursor.matches("[0-9A-Z]{0,26}")) {
            throw Refusal.invalid("cursor: must be one that this list gave.");
        }
        return new Page(cursor, limit);
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1) {
            throw Refusal.invalid("limit: must be a whole number from 1 to 200.");
        }
        return Math.min(MAX_LIMIT, Integer.parseInt(text));
    }

    /// The list on the wire, of orders found with one more than the limit.
    Map<String, Object> of(List<Order> found) {
        List<Order> items = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> page = HashMap.newHashMap(4);
        page.put("items", items.stream().map(OrderView::of).toList());
        page.put("next", found.size() > limit ? Orders.ulid(items.getLast()) : null);
        return page;
    }
}
