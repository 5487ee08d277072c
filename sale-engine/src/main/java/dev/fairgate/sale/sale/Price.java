package dev.fairgate.sale.sale;

import java.util.Currency;
import java.util.Locale;

/// A price of one unit.
///
/// @param amount integer minor units, such as cents
/// @param currency ISO 4217 code
public record Price(long amount, String currency) {

    private static final long MAX_AMOUNT = 1_000_000_000_000L;

    public Price {
        if (amount < 0 || amount > MAX_AMOUNT) {
            throw new IllegalArgumentException("price.amount: must be 0 to " + MAX_AMOUNT);
        }
        if (!isCurrency(currency)) {
            throw new IllegalArgumentException("price.currency: must be an ISO 4217 code");
        }
    }

    /// As people read it: `EUR 49.00`.
    public String text() {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return "%s %s"
                .formatted(currency, java.math.BigDecimal.valueOf(amount, digits).toPlainString())
                .toUpperCase(Locale.ROOT);
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }
}
