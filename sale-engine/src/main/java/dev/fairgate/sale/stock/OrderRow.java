package dev.fairgate.sale.stock;

import dev.fairgate.sale.sale.Price;
import java.time.Instant;

/// An order as the ledger keeps it, in its account's hash and in every event: one text of ten
/// fields,
/// `1|quantity|amount|currency|status|createdAt|payBy|decisionId|policyVersion|termsVersion`. The 1
/// names this form; times are milliseconds of ledger time. Its id and account stand beside it.
/// `fairgate_ledger_v1.lua` is who writes it.
record OrderRow(
        int quantity,
        Price price,
        OrderStatus status,
        Instant createdAt,
        Instant payBy,
        String decisionId,
        long policyVersion,
        long termsVersion) {

    private static final String FORM = "1";
    private static final int FIELDS = 10;

    OrderRow {
        if (quantity < 1 || policyVersion < 0 || termsVersion < 0 || !Commit.isPlain(decisionId)) {
            throw new IllegalArgumentException("an order has a quantity, versions and a decision");
        }
    }

    /// Reads a row. An order has one text only: what would be written differently is refused too.
    ///
    /// @throws IllegalArgumentException when it is no order
    static OrderRow parse(String text) {
        String[] fields = text.split("\\|", -1);
        if (fields.length != FIELDS || !fields[0].equals(FORM)) {
            throw new IllegalArgumentException("an order has ten fields, the first of them 1");
        }
        OrderRow row =
                new OrderRow(
                        Integer.parseInt(fields[1]),
                        new Price(Long.parseLong(fields[2]), fields[3]),
                        OrderStatus.ofWireName(fields[4]),
                        Instant.ofEpochMilli(Long.parseLong(fields[5])),
                        Instant.ofEpochMilli(Long.parseLong(fields[6])),
                        fields[7],
                        Long.parseLong(fields[8]),
                        Long.parseLong(fields[9]));
        if (!row.text().equals(text)) {
            throw new IllegalArgumentException("an order in other words: " + row.text());
        }
        return row;
    }

    /// The row in its form.
    String text() {
        return String.join(
                "|",
                FORM,
                Integer.toString(quantity),
                Long.toString(price.amount()),
                price.currency(),
                status.wireName(),
                Long.toString(createdAt.toEpochMilli()),
                Long.toString(payBy.toEpochMilli()),
                decisionId,
                Long.toString(policyVersion),
                Long.toString(termsVersion));
    }

    Order order(OrderId id, String account) {
        return new Order(id, account, quantity, price, status, createdAt, payBy);
    }
}
