package dev.fairgate.sale.event;

import dev.fairgate.sale.stock.Commit;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.stock.OrderRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an entry of a sale's stream turned out to be: exactly the known fields, each of its form,
/// or malformed.
public sealed interface Reading {

    /// What was read.
    Entry entry();

    /// It says what happened to an order.
    record OfOrder(OrderEvent event) implements Reading {
        @Override
        public Entry entry() {
            return event.entry();
        }
    }

    /// It says how the sale stands.
    record OfSale(SaleEvent event) implements Reading {
        @Override
        public Entry entry() {
            return event.entry();
        }
    }

    /// It breaks a rule, which the reason names.
    record Malformed(Entry entry, String reason) implements Reading {}

    /// Reads an entry.
    static Reading of(Entry entry) {
        try {
            return "sale".equals(entry.fields().get("kind"))
                    ? new OfSale(Form.sale(entry))
                    : new OfOrder(Form.order(entry));
        } catch (IllegalArgumentException e) {
            return new Malformed(entry, String.valueOf(e.getMessage()));
        }
    }

    /// The rules.
    final class Form {

        private static final Set<String> ORDER =
                Set.of("kind", "order", "account", "row", "key", "stockSeq", "available", "at");
        private static final List<String> SALE =
                List.of(
                        "at",
                        "title",
                        "amount",
                        "currency",
                        "opensAt",
                        "closesAt",
                        "allocation",
                        "perAccountLimit",
                        "holdMs",
                        "revision",
                        "termsVersion",
                        "paused",
                        "held",
                        "sold",
                        "available",
                        "stockSeq");
        private static final int MOST_SALE_FIELDS = 30;
        private static final String DIGEST = "[A-Za-z0-9_-]{0,64}";
        private static final long LAST_MS = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

        private Form() {}

        private static OrderEvent order(Entry entry) {
            Map<String, String> fields = entry.fields();
            require(fields.keySet().equals(ORDER), "has not exactly the fields " + sorted(ORDER));
            OrderRow row = row(text(fields, "row"));
            require(
                    text(fields, "kind").equals(row.status().wireName()),
                    "kind is no status, or not that of the row");
            require(Commit.isPlain(text(fields, "account")), "account is no name");
            require(text(fields, "key").matches(DIGEST), "key is no digest");
            number(fields, "at", 0, LAST_MS);
            return new OrderEvent(
                    entry,
                    OrderId.parse(entry.sale() + "." + text(fields, "order"))
                            .orElseThrow(() -> new IllegalArgumentException("order is no ULID")),
                    text(fields, "account"),
                    row,
                    text(fields, "key"),
                    number(fields, "stockSeq", 1, Long.MAX_VALUE),
                    number(fields, "available", 0, Long.MAX_VALUE));
        }

        private static OrderRow row(String text) {
            try {
                OrderRow row = OrderRow.parse(text);
                require(row.changedAt().toEpochMilli() <= LAST_MS, "a time after 2200");
                require(row.payBy().toEpochMilli() <= LAST_MS, "a time after 2200");
                return row;
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("row: " + e.getMessage(), e);
            }
        }

        private static SaleEvent sale(Entry entry) {
            Map<String, String> fields = new HashMap<>(entry.fields());
            fields.remove("kind");
            require(fields.keySet().containsAll(SALE), "has not all the fields " + SALE);
            require(fields.size() <= MOST_SALE_FIELDS, "has too many fields");
            number(fields, "at", 0, LAST_MS);
            fields.remove("at");
            return new SaleEvent(
                    entry,
                    number(fields, "revision", 1, Long.MAX_VALUE),
                    number(fields, "allocation", 0, Long.MAX_VALUE),
                    (int) number(fields, "perAccountLimit", 1, Integer.MAX_VALUE),
                    number(fields, "stockSeq", 1, Long.MAX_VALUE),
                    number(fields, "available", 0, Long.MAX_VALUE),
                    fields);
        }

        private static long number(Map<String, String> fields, String name, long least, long most) {
            String text = text(fields, name);
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

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }

        private static List<String> sorted(Set<String> names) {
            return names.stream().sorted().toList();
        }
    }
}
