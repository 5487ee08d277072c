package dev.fairgate.sale.admission;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/// Checking a bearer token (HS256), for the first time and again. Both figures include about 20 ns
/// for waiting on a result that is there already.
@State(Scope.Thread)
public class AccountTokensBenchmark {

    private static final int MANY = 4096;

    private final AdmissionSettings settings = settings();
    private final List<String> tokens = IntStream.range(0, MANY).mapToObj(this::token).toList();
    private final AccountTokens forgetful = accountTokens(1);
    private final AccountTokens remembering = accountTokens(MANY * 2);
    private int next;

    /// Lets one of the two see all tokens.
    @Setup
    public void remember() {
        tokens.forEach(token -> account(remembering, token));
    }

    /// The signature, the claims, and a place in a memory that is full.
    @Benchmark
    public Account cold() {
        return account(forgetful, tokens.get(next++ & MANY - 1));
    }

    /// A token that was checked within the last minute, of 4096.
    @Benchmark
    public Account remembered() {
        return account(remembering, tokens.get(next++ & MANY - 1));
    }

    private static Account account(AccountTokens tokens, String token) {
        return tokens.verify(token).toFuture().join();
    }

    private AccountTokens accountTokens(int remembered) {
        StandardEnvironment demo = new StandardEnvironment();
        demo.setActiveProfiles("demo");
        ReactiveJwtDecoder decoder =
                new AdmissionConfiguration().accountTokenDecoder(settings, demo);
        return new AccountTokens(
                decoder,
                InstantSource.system(),
                new AdmissionSettings.Tokens(
                        null, settings.tokens().demoKey(), Duration.ofHours(1), remembered));
    }

    private String token(int number) {
        NimbusJwtEncoder encoder = new AdmissionConfiguration().demoTokenEncoder(settings);
        Instant now = Instant.now();
        JwtClaimsSet claims =
                JwtClaimsSet.builder()
                        .subject("buyer-" + number)
                        .issuedAt(now)
                        .expiresAt(now.plus(Duration.ofHours(1)))
                        .claim("registered_at", now.getEpochSecond())
                        .claim("roles", List.of("buyer"))
                        .build();
        return encoder.encode(
                        JwtEncoderParameters.from(
                                JwsHeader.with(MacAlgorithm.HS256).build(), claims))
                .getTokenValue();
    }

    private static AdmissionSettings settings() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        return new AdmissionSettings(
                new AdmissionSettings.Network(List.of()),
                new AdmissionSettings.Tokens(null, key, Duration.ofHours(1), MANY),
                new AdmissionSettings.Keys(key, key),
                new AdmissionSettings.Load(
                        256, Duration.ofMillis(100), 4000, Duration.ofSeconds(3)));
    }
}
