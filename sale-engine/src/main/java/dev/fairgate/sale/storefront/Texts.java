package dev.fairgate.sale.storefront;

import dev.fairgate.sale.sale.Price;
import dev.fairgate.sale.sale.Sale;
import dev.fairgate.sale.sale.SaleStatus;
import dev.fairgate.sale.stock.OrderStatus;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;

/// States and times in a buyer's words.
final class Texts {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Texts() {}

    static String of(SaleStatus status) {
        return switch (status) {
            case UPCOMING -> "Opens soon";
            case OPEN -> "On sale";
            case PAUSED -> "Paused";
            case SOLD_OUT -> "Sold out";
            case CLOSED -> "Ended";
        };
    }

    static String of(OrderStatus status) {
        return switch (status) {
            case HELD -> "Held for you";
            case PAID -> "Paid";
            case CANCELLED -> "Cancelled";
            case LAPSED -> "Not paid in time";
            case REFUND_DUE -> "Your money comes back";
        };
    }

    /// `€49.00`, as the page's script writes it too.
    static String price(Price price) {
        Currency currency = Currency.getInstance(price.currency());
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        NumberFormat format = NumberFormat.getCurrencyInstance(Locale.US);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(BigDecimal.valueOf(price.amount(), digits));
    }

    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    /// `1 day 3 h`, `2 h 05 min`, `4 min 59 s`, `5 min`: the two largest units that matter.
    static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds >= 86_400) {
            long days = seconds / 86_400;
            return "%d %s %d h"
                    .formatted(days, days == 1 ? "day" : "days", seconds % 86_400 / 3600);
        }
        if (seconds >= 3600) {
            return "%d h %02d min".formatted(seconds / 3600, seconds % 3600 / 60);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds % 60 == 0
                ? "%d min".formatted(seconds / 60)
                : "%d min %02d s".formatted(seconds / 60, seconds % 60);
    }

    static String limit(Sale sale) {
        int limit = sale.terms().perAccountLimit();
        return limit == 1 ? "One per account." : "At most " + limit + " per account.";
    }

    static String quantity(int quantity) {
        return quantity == 1 ? "1 unit" : quantity + " units";
    }
}
