package dev.fairgate.sale.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.fairgate.sale.fixture.Tickets;
import dev.fairgate.sale.fixture.Tokens;
import dev.fairgate.sale.web.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import reactor.test.StepVerifier;

class AccountTokensTest {

    private Instant now = Instant.now();
    private final AtomicInteger decoded = new AtomicInteger();
    private final NimbusReactiveJwtDecoder decoder = decoder();
    private final AccountTokens tokens =
            new AccountTokens(
                    token -> {
                        decoded.incrementAndGet();
                        return decoder.decode(token);
                    },
                    () -> now,
                    new AdmissionSettings.Tokens(null, null, Duration.ofMinutes(1), 1_000));

    @Test
    void provesAnAccountWithItsRolesAndAge() {
        Account account = verify(Tokens.of("alice", "buyer", "admin", "unheard-of"));

        assertThat(account.id()).isEqualTo("alice");
        assertThat(account.roles()).containsOnly(Account.Role.BUYER, Account.Role.ADMIN);
        assertThat(account.registeredAt()).contains(Instant.ofEpochSecond(1_750_000_000L));
    }

    @Test
    void givesNoRoleThatIsNotNamedInSmallLettersInAList() {
        for (Object roles :
                Arrays.asList("admin", List.of("ADMIN", "Admin", 1), Map.of("admin", 1))) {
            assertThat(
                            verify(
                                            Tokens.sign(
                                                    Tokens.claims("a", now.plusSeconds(60), roles)
                                                            .build()))
                                    .roles())
                    .as(roles.toString())
                    .isEmpty();
        }
    }

    @Test
    void refusesATokenThatNobodySigned() {
        assertRefused(Tokens.unsigned("alice"));
    }

    @Test
    void refusesAnotherKeyAndAnotherAlgorithm() {
        var claims = Tokens.claims("alice", now.plusSeconds(60), List.of("buyer")).build();
        byte[] ours = Tokens.key().getEncoded();
        byte[] longer = Arrays.copyOf(ours, 64);

        assertRefused(Tokens.sign(claims, JWSAlgorithm.HS256, Tickets.key(9)));
        assertRefused(Tokens.sign(claims, JWSAlgorithm.HS384, longer));
        assertRefused(Tokens.sign(claims, JWSAlgorithm.HS512, longer));
    }

    @Test
    void refusesATokenThatIsOver() {
        assertRefused(Tokens.sign(Tokens.claims("alice", now.minusSeconds(1), List.of()).build()));
    }

    @Test
    void refusesATokenThatNeverEnds() {
        assertRefused(
                Tokens.sign(
                        new JWTClaimsSet.Builder()
                                .subject("alice")
                                .claim("roles", List.of("admin"))
                                .build()));
    }

    @Test
    void refusesATokenBeforeItsTime() {
        assertRefused(
                Tokens.sign(
                        Tokens.claims("alice", now.plusSeconds(600), List.of())
                                .notBeforeTime(Date.from(now.plusSeconds(300)))
                                .build()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "Alice", "alice ", "al ice", "alıce", "аlice", "ａlice", "ali\u200bce",
                "alice\u0000", "alice\n", "{alice}", "alice:bob", "../alice", "a.b", "a*", "İ",
                        "🙂",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesAnAccountOutsideTheAllowList(String account) {
        assertRefused(Tokens.sign(Tokens.claims(account, now.plusSeconds(60), List.of()).build()));
    }

    @Test
    void refusesATokenWithoutAnAccount() {
        assertRefused(
                Tokens.sign(
                        new JWTClaimsSet.Builder()
                                .expirationTime(Date.from(now.plusSeconds(60)))
                                .build()));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 31_556_889_864_403_200L})
    void takesARegistrationBeyondAllCalendarsForUnknown(long registered) {
        String token =
                Tokens.sign(
                        Tokens.claims("alice", now.plusSeconds(60), List.of("buyer"))
                                .claim("registered_at", registered)
                                .build());

        assertThat(verify(token).registeredAt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a.b.c", "....", "null", "Bearer", "eyJhbGciOiJIUzI1NiJ9.."})
    void refusesWhatIsNoToken(String token) {
        assertRefused(token);
    }

    @Test
    void refusesAMegabyteWithoutReadingIt() {
        assertRefused("a".repeat(1 << 20));

        assertThat(decoded).hasValue(0);
    }

    @Test
    void refusesEveryChangedLetterOfTheSignature() {
        String token = Tokens.of("alice", "buyer");

        for (int i = token.lastIndexOf('.') + 1; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(token.substring(0, i) + other + token.substring(i + 1));
        }
    }

    @Test
    void remembersAProvenTokenButNeverPastItsEnd() {
        String token = Tokens.of("alice", "buyer");
        verify(token);
        verify(token);
        assertThat(decoded).hasValue(1);

        now = now.plusSeconds(3601);
        tokens.verify(token).onErrorComplete().block();

        assertThat(decoded).hasValue(2);
    }

    @Test
    void remembersNoRefusal() {
        String token = Tokens.unsigned("alice");
        assertRefused(token);
        assertRefused(token);

        assertThat(decoded).hasValue(2);
    }

    private Account verify(String token) {
        return Objects.requireNonNull(tokens.verify(token).block());
    }

    private void assertRefused(String token) {
        StepVerifier.create(tokens.verify(token))
                .expectErrorSatisfies(
                        error ->
                                assertThat(error)
                                        .isInstanceOfSatisfying(
                                                Refusal.class,
                                                refusal ->
                                                        assertThat(refusal.problem().status())
                                                                .isEqualTo(401)))
                .verify(Duration.ofSeconds(5));
    }

    private static NimbusReactiveJwtDecoder decoder() {
        NimbusReactiveJwtDecoder decoder =
                NimbusReactiveJwtDecoder.withSecretKey(Tokens.key())
                        .macAlgorithm(MacAlgorithm.HS256)
                        .build();
        decoder.setJwtValidator(new JwtTimestampValidator(Duration.ZERO));
        return decoder;
    }
}
