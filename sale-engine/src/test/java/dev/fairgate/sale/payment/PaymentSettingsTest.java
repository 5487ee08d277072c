package dev.fairgate.sale.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.sale.RefusedToStart;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentSettingsTest {

    private static final String SECRET = "a-secret-of-thirty-two-characters!";

    @Test
    void needsNeitherSecretNorPage() {
        PaymentSettings settings = new PaymentSettings(List.of("", " "), "");

        assertThat(settings.secrets()).isEmpty();
    }

    @Test
    void takesTwoSecretsAndShowsNone() {
        PaymentSettings settings =
                new PaymentSettings(List.of(SECRET, SECRET + "2"), "https://pay.example/x");

        assertThat(settings.secrets()).hasSize(2);
        assertThat(settings.toString()).doesNotContain(SECRET);
    }

    @Test
    void refusesSecretsThatAreShortOrMany() {
        assertRefused(List.of("short"), "", "secret has at least 32 characters");
        assertRefused(List.of(SECRET, SECRET, SECRET), "", "two may live at one time");
    }

    @Test
    void refusesAPageThatNobodyCouldProveAPaymentFor() {
        assertRefused(List.of(), "https://pay.example/x", "secret is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://pay.example/x",
                "pay.example",
                "javascript:alert(1)",
                "https://",
                "https://a@b/",
                "/pay",
                "http://localhost.evil.example/",
                "https://pay example/"
            })
    void refusesAPageThatIsNoHttpsAddress(String page) {
        assertRefused(List.of(SECRET), page, "page is an https address");
    }

    private static void assertRefused(List<String> secrets, String page, String rule) {
        assertThatThrownBy(() -> new PaymentSettings(secrets, page))
                .isInstanceOf(RefusedToStart.class)
                .hasMessageContaining(rule);
    }
}
