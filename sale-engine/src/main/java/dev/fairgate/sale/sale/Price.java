package dev.fairgate.sale.sale;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/// A price of one unit.
///
/// @param amount integer minor units, such as cents
/// @param currency ISO 4217 code
public record Price(long amount, String currency) {

    private static final long MAX_AMOUNT = 1_000_000_000_000L;
    private static final Set<String> CURRENCIES =
            Currency.getAvailableCurrencies().stream()
                    .map(Currency::getCurrencyCode)
                    .collect(Collectors.toUnmodifiableSet());

    public Price {
        if (amount < 0 || amount > MAX_AMOUNT) {
            throw new IllegalArgumentException("price.amount: must be 0 to " + MAX_AMOUNT);
        }
        if (!CURRENCIES.contains(currency)) {
            throw new IllegalArgumentException("price.currency: must be an ISO 4217 code");
        }
    }
}
