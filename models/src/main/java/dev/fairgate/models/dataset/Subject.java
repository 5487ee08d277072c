package dev.fairgate.models.dataset;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What a label is about: a decision, or the one that an order or a payment came of, or all
/// decisions of an account, perhaps in one sale.
record Subject(
        @Nullable String decision,
        @Nullable String order,
        @Nullable String payment,
        @Nullable String account,
        @Nullable String sale) {

    /// The first of decision, order, payment and account that is named. Throws
    /// `IllegalArgumentException` where none is.
    ///
    /// @param field gives the text of a field by its name, empty where there is none
    static Subject of(UnaryOperator<String> field) {
        String decision = field.apply("decisionId");
        if (!decision.isEmpty()) {
            return new Subject(Ids.decision(decision), null, null, null, null);
        }
        String order = field.apply("orderId");
        if (!order.isEmpty()) {
            return new Subject(null, Ids.reference(order), null, null, null);
        }
        String payment = field.apply("paymentReference");
        if (!payment.isEmpty()) {
            return new Subject(null, null, Ids.reference(payment), null, null);
        }
        String account = Ids.name(field.apply("accountId"));
        String sale = field.apply("saleId");
        return new Subject(null, null, null, account, sale.isEmpty() ? null : Ids.name(sale));
    }
}
