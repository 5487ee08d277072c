package dev.fairgate.sale.stock;

import dev.fairgate.sale.sale.Price;
import java.time.Instant;

/// An order as the ledger keeps it, in its account's hash and in every event: one text of twelve
/// fields, in the order of the components here, parted by `|`, behind a 1 that names this form;
/// times are milliseconds of ledger time. Its id and account stand beside it.
/// `fairgate_ledger_v1.lua` is who writes it.
///
/// @param changedAt when it got its status
/// @param payment the provider's name of the payment, empty until there is one
public record OrderRow(
        int quantity,
        Price price,
        OrderStatus status,
        Instant createdAt,
        Instant payBy,
        Instant changedAt,
        String decisionId,
        long policyVersion,
        long termsVersion,
        String payment) {

    private static final String FORM = "1";
    private static final int FIELDS = 12;

    public OrderRow {
        if (quantity < 1 || policyVersion < 0 || termsVersion < 0 || !Commit.isPlain(decisionId)) {
            throw new IllegalArgumentException("an order has a quantity, versions and a decision");
        }
        if (!payment.isEmpty() && !Commit.isPlain(payment)) {
            throw new IllegalArgumentException("a payment is 1 to 64 of A-Z a-z 0-9 _ -");
        }
    }

    /// Reads a row. An order has one text only: what would be written differently is refused too.
    ///
    /// @throws IllegalArgumentException when it is no order
    public static OrderRow parse(String text) {
        String[] fields = text.split("\\|", -1);
        if (fields.length != FIELDS || !fields[0].equals(FORM)) {
            throw new IllegalArgumentException("an order has twelve fields, the first of them 1");
        }
        OrderRow row =
                new OrderRow(
                        Integer.parseInt(fields[1]),
                        new Price(Long.parseLong(fields[2]), fields[3]),
                        OrderStatus.ofWireName(fields[4]),
                        Instant.ofEpochMilli(Long.parseLong(fields[5])),
                        Instant.ofEpochMilli(Long.parseLong(fields[6])),
                        Instant.ofEpochMilli(Long.parseLong(fields[7])),
                        fields[8],
                        Long.parseLong(fields[9]),
                        Long.parseLong(fields[10]),
                        fields[11]);
        if (!row.text().equals(text)) {
            throw new IllegalArgumentException("an order in other words: " + row.text());
        }
        return row;
    }

    /// The row in its form.
    public String text() {
        return String.join(
                "|",
                FORM,
                Integer.toString(quantity),
                Long.toString(price.amount()),
                price.currency(),
                status.wireName(),
                Long.toString(createdAt.toEpochMilli()),
                Long.toString(payBy.toEpochMilli()),
                Long.toString(changedAt.toEpochMilli()),
                decisionId,
                Long.toString(policyVersion),
                Long.toString(termsVersion),
                payment);
    }

    Order order(OrderId id, String account) {
        return new Order(id, account, quantity, price, status, createdAt, payBy, decisionId);
    }
}
