package dev.fairgate.sale.archive;

import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.stock.OrderStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An order as it stood after one event.
///
/// @param stockSeq the sale's count of changes; of two events of an order, the later has the higher
/// @param amount of one unit, minor units
/// @param at when it happened, ledger time
record OrderEvent(
        Entry entry,
        OrderId order,
        String account,
        int quantity,
        long amount,
        String currency,
        String status,
        Instant createdAt,
        Instant payBy,
        String decisionId,
        long policyVersion,
        long termsVersion,
        long stockSeq,
        Instant at) {

    private static final Set<String> FIELDS =
            Set.of("kind", "order", "account", "row", "stockSeq", "available", "at");
    private static final Set<String> STATUSES =
            Arrays.stream(OrderStatus.values())
                    .map(OrderStatus::wireName)
                    .collect(Collectors.toUnmodifiableSet());
    private static final String ROW_VERSION = "1";
    private static final int ROW_PARTS = 10;
    private static final int MAX_NAME = 200;
    private static final long LAST_MS = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

    /// What an entry turned out to be.
    sealed interface Reading {
        /// It says what happened to an order.
        record Event(OrderEvent event) implements Reading {}

        /// It breaks a rule, which the reason names.
        record Malformed(Entry entry, String reason) implements Reading {}
    }

    /// Reads an entry: exactly the known fields, each of its form.
    static Reading read(Entry entry) {
        try {
            return new Reading.Event(parse(entry));
        } catch (IllegalArgumentException e) {
            return new Reading.Malformed(entry, String.valueOf(e.getMessage()));
        }
    }

    /// Of each order the last event only, by `stockSeq`: one statement may touch a row once.
    static List<OrderEvent> lastOfEach(Collection<OrderEvent> events) {
        Map<String, OrderEvent> last = new TreeMap<>(); // sorted: two writers cannot deadlock
        for (OrderEvent event : events) {
            last.merge(
                    event.order().toString(),
                    event,
                    (one, other) -> other.stockSeq() > one.stockSeq() ? other : one);
        }
        return List.copyOf(last.values());
    }

    private static OrderEvent parse(Entry entry) {
        Map<String, String> fields = entry.fields();
        if (!fields.keySet().equals(FIELDS)) {
            throw new IllegalArgumentException("has not exactly the fields " + sorted(FIELDS));
        }
        String[] row = text(fields, "row").split("\\|", -1);
        if (row.length != ROW_PARTS || !row[0].equals(ROW_VERSION)) {
            throw new IllegalArgumentException("row is not of version 1 with 10 parts");
        }
        String kind = text(fields, "kind");
        if (!STATUSES.contains(kind) || !kind.equals(row[4])) {
            throw new IllegalArgumentException("kind is no status, or not that of the row");
        }
        number("available", text(fields, "available"), 0, Long.MAX_VALUE);
        return new OrderEvent(
                entry,
                order(entry, text(fields, "order")),
                name("account", text(fields, "account")),
                (int) number("quantity", row[1], 1, Integer.MAX_VALUE),
                number("amount", row[2], 0, Long.MAX_VALUE),
                row[3],
                kind,
                time("createdAt", row[5]),
                time("payBy", row[6]),
                name("decisionId", row[7]),
                number("policyVersion", row[8], 0, Long.MAX_VALUE),
                number("termsVersion", row[9], 0, Long.MAX_VALUE),
                number("stockSeq", text(fields, "stockSeq"), 1, Long.MAX_VALUE),
                time("at", text(fields, "at")));
    }

    private static OrderId order(Entry entry, String ulid) {
        return OrderId.parse(entry.sale() + "." + ulid)
                .orElseThrow(() -> new IllegalArgumentException("order is no ULID"));
    }

    private static Instant time(String name, String text) {
        return Instant.ofEpochMilli(number(name, text, 0, LAST_MS));
    }

    private static String name(String what, String text) {
        if (text.isBlank() || text.length() > MAX_NAME) {
            throw new IllegalArgumentException(what + " is empty or longer than " + MAX_NAME);
        }
        return text;
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long value = text.matches("\\d{1,19}") ? Long.parseLong(text) : -1;
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // past the largest long: refused below like every other
        }
        throw new IllegalArgumentException(name + " is no whole number from " + least);
    }

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
