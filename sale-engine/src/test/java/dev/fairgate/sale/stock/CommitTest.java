package dev.fairgate.sale.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.sale.sale.SaleId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitTest {

    @Test
    void takesWhatFitsIntoTheLedgersTexts() {
        assertThat(commit("a-Z_09", 1, 0, "d".repeat(64), 0).account()).isEqualTo("a-Z_09");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a|b", "|", "a:b", "a b", "a\n", "{a}", "ä", "a\u0000"})
    void refusesAnAccountOrDecisionThatWouldSplitARow(String text) {
        assertRefused(text, 1, 1, "d", 1);
        assertRefused("a", 1, 1, text, 1);
        assertRefused("a", 1, 1, text + "x".repeat(65), 1);
    }

    @Test
    void refusesNumbersThatNoRowHas() {
        assertRefused("a", 0, 1, "d", 1);
        assertRefused("a", 1, -1, "d", 1);
        assertRefused("a", 1, 1, "d", -1);
    }

    private static void assertRefused(
            String account, int quantity, long terms, String decision, long policy) {
        assertThatThrownBy(() -> commit(account, quantity, terms, decision, policy))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Commit commit(
            String account, int quantity, long terms, String decision, long policy) {
        return new Commit(
                new OrderId(new SaleId("demo"), "01KAPZ9E00ABCDEFGHJKMNPQRS"),
                account,
                quantity,
                terms,
                Instant.EPOCH,
                decision,
                policy,
                Optional.empty());
    }
}
