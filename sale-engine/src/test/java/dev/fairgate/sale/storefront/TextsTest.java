package dev.fairgate.sale.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.sale.sale.Price;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    @ParameterizedTest
    @CsvSource({"4900, EUR, €49.00", "5, EUR, €0.05", "0, USD, $0.00", "500, JPY, ¥500"})
    void writesPricesInTheDigitsOfTheirCurrency(long amount, String currency, String text) {
        assertThat(Texts.price(new Price(amount, currency))).isEqualTo(text);
    }

    @Test
    void writesMomentsInUtc() {
        assertThat(Texts.moment(Instant.parse("2026-11-22T16:05:59Z")))
                .isEqualTo("22 Nov 2026, 16:05 UTC");
    }

    @ParameterizedTest
    @CsvSource({
        "-PT1S, 0 s",
        "PT59.999S, 59 s",
        "PT4M59S, 4 min 59 s",
        "PT2H5M, 2 h 05 min",
        "P1DT3H, 1 day 3 h",
        "P2DT23H59M, 2 days 23 h"
    })
    void writesTheTwoLargestUnits(Duration span, String text) {
        assertThat(Texts.span(span)).isEqualTo(text);
    }
}
