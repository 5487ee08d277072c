package dev.fairgate.risk.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {

    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T16:00:00Z"));
    private final Sessions sessions = new Sessions(KEY, now::get);

    @Test
    void opensItsOwnTokensOnAnyNodeWithTheKey() {
        String token = sessions.seal("ana");

        assertThat(new Sessions(KEY, now::get).open(token)).contains("ana");
        assertThat(sessions.seal("ana")).isNotEqualTo(token);
    }

    @Test
    void endsAfterAWorkingDay() {
        String token = sessions.seal("ana");

        now.set(now.get().plus(Sessions.LIFE));

        assertThat(sessions.open(token)).isEmpty();
    }

    @Test
    void opensNoTokenOfWhichOneBitIsAnother() {
        byte[] token = Base64.getUrlDecoder().decode(sessions.seal("ana"));
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] changed = token.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));

            assertThat(sessions.open(Base64.getUrlEncoder().encodeToString(changed))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "AAAAAAAAAAAAAAAA", "!!!", "a.b.c"})
    void opensNothingElse(String token) {
        assertThat(sessions.open(token)).isEmpty();
        assertThat(sessions.open("A".repeat(10_000))).isEmpty();
    }
}
