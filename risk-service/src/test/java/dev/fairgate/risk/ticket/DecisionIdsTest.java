package dev.fairgate.risk.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionIdsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.125Z");
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final SigningKey old = SigningKey.of("old", bytes(1));
    private final SigningKey current = SigningKey.of("new", bytes(2));
    private final DecisionIds ids = ids(current, old);

    @Test
    void makesUlidsOfItsTimeThatAreOfTheirAccountOnly() {
        String id = ids.next("alice");

        assertThat(id).matches("[0-7][0-9A-HJKMNP-TV-Z]{25}");
        assertThat(DecisionIds.madeAt(id)).isEqualTo(NOW);
        assertThat(ids.isOf(id, "alice")).isTrue();
        assertThat(ids.isOf(id, "alic")).isFalse();
        assertThat(ids.isOf(id, "bob")).isFalse();
    }

    @Test
    void makesNoneTwiceInOneMillisecond() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next("alice"));
        }

        assertThat(made).hasSize(10_000);
    }

    @Test
    void noticesEachDigitThatWasChanged() {
        String id = ids.next("alice");
        for (int i = 0; i < id.length(); i++) {
            char other = DIGITS.charAt(DIGITS.indexOf(id.charAt(i)) ^ 1);
            assertThat(ids.isOf(id.substring(0, i) + other + id.substring(i + 1), "alice"))
                    .isFalse();
        }
    }

    @Test
    void recognisesIdsOfAnOlderKeyAndNoneOfAnotherSystems() {
        String before = ids(old).next("alice");

        assertThat(ids.isOf(before, "alice")).isTrue();
        assertThat(ids(current).isOf(before, "alice")).isFalse();
    }

    private static DecisionIds ids(SigningKey... keys) {
        return new DecisionIds(List.of(keys), () -> NOW, new Random(7));
    }

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
