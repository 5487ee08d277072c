package dev.fairgate.sale.payment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.stock.Commit;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.web.Json;
import dev.fairgate.sale.web.Refusal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the provider says became of a payment.
///
/// @param id the provider's name of the event, for the log
/// @param payment the provider's name of the payment: saying the same of it again changes nothing
record PaymentEvent(
        String id,
        Type type,
        OrderId order,
        String account,
        String payment,
        Amount amount,
        Instant at) {

    private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /// What became of it.
    enum Type {
        CAPTURED,
        FAILED,
        CHARGEBACK;

        static Type of(String name) {
            return switch (name) {
                case "captured" -> CAPTURED;
                case "failed" -> FAILED;
                case "chargeback" -> CHARGEBACK;
                default -> throw Refusal.invalid("type: must be captured, failed or chargeback.");
            };
        }
    }

    /// The body; fields that it has beyond these are the provider's business.
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Wire(
            @Nullable String eventId,
            @Nullable String type,
            @Nullable String orderId,
            @Nullable String accountId,
            @Nullable String paymentId,
            @Nullable Amount amount,
            @Nullable String at) {}

    /// Reads a body. Breaks off with [Refusal] 400 naming the first rule that is broken.
    static PaymentEvent parse(byte[] body) {
        Wire wire = Json.read(body, Wire.class);
        String id = require("eventId", wire.eventId());
        check(EVENT_ID.matcher(id).matches(), "eventId: must have 1 to 128 of A-Z a-z 0-9 . _ : -");
        Type type = Type.of(require("type", wire.type()));
        OrderId order =
                OrderId.parse(require("orderId", wire.orderId()))
                        .orElseThrow(() -> Refusal.invalid("orderId: must be an order's id."));
        String account = require("accountId", wire.accountId());
        check(Account.isId(account), "accountId: must have 1 to 64 of a-z 0-9 _ -");
        String payment = require("paymentId", wire.paymentId());
        check(Commit.isPlain(payment), "paymentId: must have 1 to 64 of A-Z a-z 0-9 _ -");
        Amount amount = require("amount", wire.amount());
        check(amount.amount() >= 0, "amount.amount: must be minor units, 0 or more");
        check(
                amount.currency() != null && CURRENCY.matcher(amount.currency()).matches(),
                "amount.currency: must be an ISO 4217 code");
        return new PaymentEvent(id, type, order, account, payment, amount, time(wire.at()));
    }

    private static Instant time(@Nullable String text) {
        try {
            return Instant.parse(require("at", text));
        } catch (DateTimeParseException e) {
            throw Refusal.invalid("at: must be an RFC 3339 time in UTC.");
        }
    }

    private static <T> T require(String name, @Nullable T value) {
        if (value == null) {
            throw Refusal.invalid(name + ": is missing.");
        }
        return value;
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw Refusal.invalid(rule + ".");
        }
    }
}
