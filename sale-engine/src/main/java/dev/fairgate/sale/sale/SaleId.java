package dev.fairgate.sale.sale;

import java.util.Optional;
import java.util.regex.Pattern;

/// A sale's name: 1 to 64 of `a-z 0-9 _ -`, so that it can stand in an address, a Redis key and a
/// log line as it is.
public record SaleId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9_-]{1,64}");

    public SaleId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a sale id is 1 to 64 of a-z 0-9 _ -");
        }
    }

    /// The id in a text, or empty when it is none.
    public static Optional<SaleId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SaleId(text)) : Optional.empty();
    }

    /// The hash tag that keeps all of one sale in one slot; it is the first thing in every key.
    public String tag() {
        return "{" + value + "}";
    }

    @Override
    public String toString() {
        return value;
    }
}
