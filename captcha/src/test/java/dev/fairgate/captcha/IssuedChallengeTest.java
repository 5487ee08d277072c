package dev.fairgate.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuedChallengeTest {

    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String PROOF =
            "1.proof_of_work.anna-1.shoe_2.100000.6.1790006400123.1790006520123." + HASH;

    @Test
    void writesTheTextThatOtherVersionsRead() {
        assertThat(record(ChallengeKind.PROOF_OF_WORK, HASH).encode()).isEqualTo(PROOF);
        assertThat(record(ChallengeKind.IMAGE, "").encode())
                .isEqualTo("1.image.anna-1.shoe_2.100000.6.1790006400123.1790006520123.");
    }

    @Test
    void readsBackWhatItWrote() {
        IssuedChallenge proof = record(ChallengeKind.PROOF_OF_WORK, HASH);
        IssuedChallenge image = record(ChallengeKind.IMAGE, "");

        assertThat(IssuedChallenge.decode(proof.encode())).contains(proof);
        assertThat(IssuedChallenge.decode(image.encode())).contains(image);
    }

    @Test
    void readsNoPartOfARecord() {
        for (int length = 0; length < PROOF.length(); length++) {
            assertThat(IssuedChallenge.decode(PROOF.substring(0, length))).isEmpty();
        }
        assertThat(IssuedChallenge.decode(PROOF + "\n")).isEmpty();
        assertThat(IssuedChallenge.decode(" " + PROOF)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.image.anna.shoe.100000.6.1790006400123.1790006520123.",
                "1.audio.anna.shoe.100000.6.1790006400123.1790006520123.",
                "1.image.Anna.shoe.100000.6.1790006400123.1790006520123.",
                "1.image..shoe.100000.6.1790006400123.1790006520123.",
                "1.image.anna.shoe.0.6.1790006400123.1790006520123.",
                "1.image.anna.shoe.+1.6.1790006400123.1790006520123.",
                "1.image.anna.shoe.99999999.6.1790006400123.1790006520123.",
                "1.image.anna.shoe.999999999999999999999.6.1790006400123.1790006520123.",
                "1.image.anna.shoe.100000.99.1790006400123.1790006520123.",
                "1.image.anna.shoe.100000.6.1790006520123.1790006400123.",
                "1.image.anna.shoe.100000.6.1790006400123.1790006520123",
                "1.image.anna.shoe.100000.6.1790006400123.1790006520123.x",
                "1.proof_of_work.anna.shoe.100000.6.1790006400123.1790006520123."
            })
    void readsNothingElse(String text) {
        assertThat(IssuedChallenge.decode(text)).isEmpty();
    }

    @Test
    void hasAHashExactlyWhenItIsAProof() {
        assertThatThrownBy(() -> record(ChallengeKind.PROOF_OF_WORK, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> record(ChallengeKind.IMAGE, HASH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static IssuedChallenge record(ChallengeKind kind, String hash) {
        return new IssuedChallenge(
                kind,
                new Binding("anna-1", "shoe_2"),
                100_000,
                6,
                Instant.ofEpochMilli(1_790_006_400_123L),
                Instant.ofEpochMilli(1_790_006_520_123L).plusNanos(999),
                hash);
    }
}
