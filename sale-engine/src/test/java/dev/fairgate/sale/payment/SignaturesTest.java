package dev.fairgate.sale.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairgate.sale.fixture.Signed;
import dev.fairgate.sale.web.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final String SECRET = "a-secret-of-thirty-two-characters!";
    private static final String OLD = "the-secret-before-of-32-characters";
    private static final String BODY = "{\"a\":1}";

    /// `openssl dgst -sha256 -hmac` of `1790000000.{"a":1}`.
    private static final String GOLDEN =
            "1e6fa66782391d6ff5f876d63b43137114c9e13b44555b3f8a78b482dc05ed7d";

    private final Signatures signatures = accepting(SECRET, OLD);

    @Test
    void acceptsWhatAnyToolSigns() {
        assertAccepted("t=1790000000,v1=" + GOLDEN);
        assertAccepted(" v0=x, t=1790000000 , v1=" + GOLDEN.toUpperCase(Locale.ROOT));
    }

    @Test
    void acceptsEitherSecretAndOneRightDigestAmongOthers() {
        String wrong = "00".repeat(32);

        assertAccepted(Signed.header(OLD, NOW, BODY));
        assertAccepted("t=1790000000,v1=" + wrong + ",v1=" + GOLDEN);
        assertRefused("t=1790000000,v1=" + wrong + ",v1=" + wrong, "no v1 is");
        assertThatThrownBy(
                        () ->
                                accepting(SECRET)
                                        .require(List.of(Signed.header(OLD, NOW, BODY)), bytes()))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({"-300, true", "300, true", "-301, false", "301, false", "-86400, false"})
    void acceptsFiveMinutesToEitherSide(long seconds, boolean accepted) {
        String header = Signed.header(SECRET, NOW.plusSeconds(seconds), BODY);

        if (accepted) {
            assertAccepted(header);
        } else {
            assertRefused(header, "more than 5 minutes");
        }
    }

    @Test
    void refusesAnotherBodyTimeOrSecret() {
        assertRefused(Signed.header(SECRET, NOW, BODY + " "), "no v1 is");
        assertRefused(Signed.header("another-secret-of-32-characters!!!", NOW, BODY), "no v1 is");
        assertRefused("t=1790000001,v1=" + GOLDEN, "no v1 is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t=1790000000",
                "v1=" + GOLDEN,
                "t=1790000000,t=1790000000,v1=" + GOLDEN,
                "t=-1,v1=" + GOLDEN,
                "t=1790000000.0,v1=" + GOLDEN,
                "t=99999999999999999999,v1=" + GOLDEN,
                "t=1790000000;v1=" + GOLDEN,
                "t=1790000000,v1=" + GOLDEN + "0",
                "t=1790000000,v1=zz",
                "t=1790000000,v0=" + GOLDEN
            })
    void refusesWhatIsNoSignature(String header) {
        assertRefused(header, "must be t=");
    }

    @Test
    void readsSoMuchAndNoMore() {
        assertRefused("t=1790000000" + (",v1=" + GOLDEN).repeat(9), "must be t=");
        assertRefused("t=1790000000,v1=" + GOLDEN + ",x=" + "y".repeat(1000), "once, with at most");
        assertThatThrownBy(() -> signatures.require(List.of(), bytes()))
                .hasMessageContaining("once, with at most");
        String good = "t=1790000000,v1=" + GOLDEN;
        assertThatThrownBy(() -> signatures.require(List.of(good, good), bytes()))
                .hasMessageContaining("once, with at most");
    }

    private static Signatures accepting(String... secrets) {
        return new Signatures(
                Arrays.stream(secrets).map(it -> it.getBytes(StandardCharsets.UTF_8)).toList(),
                () -> NOW);
    }

    private void assertAccepted(String header) {
        assertThatCode(() -> signatures.require(List.of(header), bytes()))
                .doesNotThrowAnyException();
    }

    private void assertRefused(String header, String fault) {
        assertThatThrownBy(() -> signatures.require(List.of(header), bytes()))
                .isInstanceOfSatisfying(
                        Refusal.class, it -> assertThat(it.problem().status()).isEqualTo(401))
                .hasMessageContaining("Fairgate-Signature: ")
                .hasMessageContaining(fault);
    }

    private static byte[] bytes() {
        return BODY.getBytes(StandardCharsets.UTF_8);
    }
}
