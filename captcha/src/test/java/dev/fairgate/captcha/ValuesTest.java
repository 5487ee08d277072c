package dev.fairgate.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @EnumSource
    void knowsAKindByItsWireNameOnly(ChallengeKind kind) {
        assertThat(ChallengeKind.fromWireName(kind.wireName())).contains(kind);
        assertThat(ChallengeKind.fromWireName(kind.name())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Anna", "a.b", "a b", "\u0430", "a\n"})
    void bindsToStrictNamesOnly(String name) {
        assertThatThrownBy(() -> new Binding(name, "sale"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("account");
        assertThatThrownBy(() -> new Binding("anna", name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sale");
    }

    @Test
    void bindsToNamesOfAtMost64Characters() {
        assertThat(new Binding("a".repeat(64), "-").account()).hasSize(64);
        assertThatThrownBy(() -> new Binding("a".repeat(65), "-"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsTheDefaultProofWithinThreeSecondsOnASlowPhone() {
        assertThat(ChallengeSettings.defaults().proofMaxNumber() / 50_000.0).isLessThanOrEqualTo(3);
    }

    @Test
    void refusesSettingsWithoutBounds() {
        Duration ok = Duration.ofMinutes(1);
        assertRefused("lifetime", () -> settings(Duration.ZERO, 5, ok, 1, 6, 3));
        assertRefused("lifetime", () -> settings(Duration.ofDays(2), 5, ok, 1, 6, 3));
        assertRefused("maxWrong", () -> settings(ok, 0, ok, 1, 6, 3));
        assertRefused("wrongWindow", () -> settings(ok, 5, Duration.ofDays(2), 1, 6, 3));
        assertRefused("proofMaxNumber", () -> settings(ok, 5, ok, 0, 6, 3));
        assertRefused("proofMaxNumber", () -> settings(ok, 5, ok, 1L << 31, 6, 3));
        assertRefused("pictureLength", () -> settings(ok, 5, ok, 1, 33, 3));
        assertRefused("maxPictureFetches", () -> settings(ok, 5, ok, 1, 6, 0));
    }

    @Test
    void refusesAShortKey() {
        assertThatThrownBy(() -> new ChallengeMac(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void macsNoTwoListsOfFieldsAlike() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        ChallengeMac mac = new ChallengeMac(key);

        assertThat(mac.over("p", "ab", "c")).isEqualTo(mac.over("p", "ab", "c"));
        assertThat(mac.over("p", "ab", "c"))
                .isNotEqualTo(mac.over("p", "a", "bc"))
                .isNotEqualTo(mac.over("p", "abc"))
                .isNotEqualTo(mac.over("p", "ab", "c", ""))
                .isNotEqualTo(mac.over("pa", "b", "c"));
    }

    private static ChallengeSettings settings(
            Duration lifetime, int wrong, Duration window, long max, int length, int fetches) {
        return new ChallengeSettings(lifetime, wrong, window, max, length, fetches);
    }

    private static void assertRefused(String rule, ThrowingCallable settings) {
        assertThatThrownBy(settings)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rule);
    }
}
