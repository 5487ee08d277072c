package dev.fairgate.sale.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "!", "~", "\"quoted\"", "{x}", "*", "null", "a:b", "%2f"})
    void takesVisibleAscii(String text) {
        assertThat(new IdempotencyKey(text).digest()).matches("[A-Za-z0-9_-]{22}");
    }

    @Test
    void takesUpTo255Letters() {
        assertThat(new IdempotencyKey("k".repeat(255)).digest()).hasSize(22);
        assertRefused("k".repeat(256));
        assertRefused("k".repeat(1 << 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\t", "a\r\n", "ä", "\u0000", "\u007f", "🙂", "ａ"})
    void refusesEverythingElse(String text) {
        assertRefused(text);
    }

    @Test
    void givesEveryKeyADigestOfItsOwn() {
        Set<String> digests = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            digests.add(new IdempotencyKey("key-" + i).digest());
        }

        assertThat(digests).hasSize(1000);
        assertThat(new IdempotencyKey("A").digest()).isNotEqualTo(new IdempotencyKey("a").digest());
        assertThat(new IdempotencyKey("a").digest()).isEqualTo(new IdempotencyKey("a").digest());
    }

    @Test
    void isNotWrittenIntoLogs() {
        assertThat(new IdempotencyKey("secret")).asString().doesNotContain("secret");
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> new IdempotencyKey(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Idempotency-Key");
    }
}
