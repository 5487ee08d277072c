package dev.fairgate.risk.label;

import dev.fairgate.risk.http.Spelling;
import java.util.Optional;
import java.util.stream.Stream;

/// What a label is about. Whoever joins labels with decisions goes from an order or a payment to
/// the outcome that names it, and from there to the decision.
///
/// @param name spelled as its kind demands
/// @param saleId of an account only: the label is about its decisions in this sale, and without
///     about all of them
public record LabelKey(Kind kind, String name, Optional<String> saleId) {

    static final String SALE_FIELD = "saleId";
    static final String SALE_RULE = "must be 1 to 64 of a-z, 0-9, _ and -, beside accountId only";

    /// Checks the spelling.
    public LabelKey {
        if (!kind.admits(name) || !saleId.stream().allMatch(sale -> admitsSale(kind, sale))) {
            throw new IllegalArgumentException("no " + kind.field() + " has this spelling");
        }
    }

    /// What names it.
    public enum Kind {
        /// One decision.
        DECISION("decisionId", "must be a ULID of 26 characters"),
        /// The order that came of a decision.
        ORDER("orderId", Kind.REFERENCE),
        /// The payment of such an order, by the name that its provider has for it.
        PAYMENT("paymentReference", Kind.REFERENCE),
        /// An account.
        ACCOUNT("accountId", "must be 1 to 64 of a-z, 0-9, _ and -");

        private static final String REFERENCE =
                "must be 1 to "
                        + Spelling.LONGEST_REFERENCE
                        + " of A-Z, a-z, 0-9, _, -, ., : and /";

        private final String field;
        private final String rule;

        Kind(String field, String rule) {
            this.field = field;
            this.rule = rule;
        }

        /// The field of JSON and the log, the column of CSV.
        public String field() {
            return field;
        }

        /// What its names have to be, in words.
        String rule() {
            return rule;
        }

        boolean admits(String name) {
            return switch (this) {
                case DECISION -> Spelling.isUlid(name);
                case ORDER, PAYMENT -> Spelling.isReference(name, Spelling.LONGEST_REFERENCE);
                case ACCOUNT -> Spelling.isId(name);
            };
        }

        static Kind ofField(String field) {
            return Stream.of(values())
                    .filter(kind -> kind.field.equals(field))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no kind of key: " + field));
        }
    }

    static boolean admitsSale(Kind kind, String saleId) {
        return kind == Kind.ACCOUNT && Spelling.isId(saleId);
    }
}
