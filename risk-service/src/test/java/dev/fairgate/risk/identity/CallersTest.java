package dev.fairgate.risk.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.fairgate.risk.RefusedToStart;
import dev.fairgate.risk.identity.IdentityConfiguration.Settings;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

class CallersTest {

    private static final byte[] KEY = new byte[32];
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Settings DEMO =
            new Settings("", Base64.getEncoder().encodeToString(KEY), TIMEOUT);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final InstantSource clock = now::get;
    private final CallerLimits limits =
            new CallerLimits(new CallerLimits.Settings(5, 2), new Meter(now));
    private final Callers callers =
            new Callers(IdentityConfiguration.decoder(DEMO, true), clock, TIMEOUT, limits);
    private final Map<String, String> tokens = new HashMap<>();
    private final WebTestClient client = clientOf(callers);

    @Test
    void letsInWhoeverHasTheRole() throws JOSEException {
        get("Bearer " + signed(claims().build(), KEY)).expectStatus().isOk();
    }

    @Test
    void answers403WithoutTheRole() throws JOSEException {
        for (Object roles :
                new Object[] {List.of("buyer"), List.of(), "service", List.of("root")}) {
            get("Bearer " + signed(claims().claim("roles", roles).build(), KEY))
                    .expectStatus()
                    .isForbidden()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        }
    }

    @Test
    void answers401ToEveryTokenThatIsNotValid() throws JOSEException {
        String good = signed(claims().build(), KEY);
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        List<String> refused =
                List.of(
                        "",
                        "x",
                        "a.b.c",
                        good.substring(0, good.length() - 3),
                        good + "A",
                        good.replace('.', ','),
                        signed(claims().build(), otherKey),
                        new PlainJWT(claims().build()).serialize(),
                        signed(claims().expirationTime(null).build(), KEY),
                        signed(claims().expirationTime(date(-60)).build(), KEY),
                        signed(claims().notBeforeTime(date(3600)).build(), KEY),
                        signed(claims().subject(null).build(), KEY),
                        signed(claims().subject("Alice").build(), KEY),
                        signed(claims().subject("a".repeat(65)).build(), KEY),
                        signed(claims().build(), KEY, "dpop+jwt"),
                        signed(claims().claim("pad", "x".repeat(5_000)).build(), KEY));
        for (String token : refused) {
            get("Bearer " + token).expectStatus().isUnauthorized();
        }
    }

    @Test
    void answers401WithTheSchemeToUse() {
        client.get()
                .uri("/")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer");
        get("Basic YTpi").expectStatus().isUnauthorized();
    }

    @Test
    void answers401ToEveryChangedBitOfAToken() throws JOSEException {
        String good = signed(claims().build(), KEY);
        int signature = good.lastIndexOf('.') + 1;
        for (int at = 0; at < signature + 40; at++) {
            char other = good.charAt(at) == 'A' ? 'B' : 'A';
            get("Bearer " + good.substring(0, at) + other + good.substring(at + 1))
                    .expectStatus()
                    .isUnauthorized();
        }
    }

    @Test
    void remembersATokenOnlyUntilItExpires() {
        AtomicInteger decoded = new AtomicInteger();
        Instant expiry = now.get().plusSeconds(60);
        Callers counting =
                new Callers(
                        _ -> {
                            decoded.incrementAndGet();
                            return now.get().isBefore(expiry)
                                    ? Mono.just(jwt(expiry))
                                    : Mono.error(new BadJwtException("expired"));
                        },
                        clock,
                        TIMEOUT,
                        limits);
        WebTestClient remembering = clientOf(counting);

        get(remembering, "Bearer x").expectStatus().isOk();
        get(remembering, "Bearer x").expectStatus().isOk();
        assertThat(decoded).hasValue(1);

        now.set(expiry);
        get(remembering, "Bearer x").expectStatus().isUnauthorized();
    }

    @Test
    void answers503WhileTheIssuersKeysAreOutOfReach() {
        WebTestClient away =
                clientOf(
                        new Callers(
                                _ -> Mono.error(new JwtException("no keys")),
                                clock,
                                TIMEOUT,
                                limits));

        get(away, "Bearer x").expectStatus().isEqualTo(503).expectHeader().exists("Retry-After");
    }

    @Test
    void answers429ToAnAdminWhoCallsTooOftenUntilThereIsATokenAgain() {
        for (int i = 0; i < 10; i++) {
            as("chief", "admin").expectStatus().isOk();
        }
        as("chief", "admin")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectHeader()
                .valueEquals("RateLimit", "\"admin-reads\";r=0;t=1")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        as("deputy", "admin").expectStatus().isOk();

        now.set(now.get().plusMillis(200));
        as("chief", "admin").expectStatus().isOk();
        as("chief", "admin").expectStatus().isEqualTo(429);
    }

    @Test
    void limitsWritesApartFromReadsAndServicesNever() {
        Caller analyst = new Caller("ann", Set.of(Role.ANALYST), now.get().plusSeconds(60));
        for (int i = 0; i < 4; i++) {
            assertThat(limits.take(analyst, HttpMethod.POST)).isEmpty();
        }
        assertThat(limits.take(analyst, HttpMethod.DELETE).orElseThrow().bucket())
                .isEqualTo("admin-writes");
        assertThat(limits.take(analyst, HttpMethod.GET)).isEmpty();
        for (int i = 0; i < 100; i++) {
            as("engine", "service").expectStatus().isOk();
            as("anna", "buyer").expectStatus().isForbidden();
        }
    }

    @Test
    void limitsThoseToWhomItRefusesTheCallToo() {
        for (int i = 0; i < 10; i++) {
            as("ann", "analyst").expectStatus().isForbidden();
        }
        as("ann", "analyst").expectStatus().isEqualTo(429);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAECAw==", "not base64"})
    void refusesToStartWithAWeakDemoKey(String key) {
        assertThatThrownBy(
                        () -> IdentityConfiguration.decoder(new Settings("", key, TIMEOUT), true))
                .isInstanceOf(RefusedToStart.class)
                .hasMessageContaining("fairgate.tokens.demo-key must be base64");
    }

    @Test
    void refusesToStartWhenNobodyCouldSignIn() {
        assertThatThrownBy(
                        () -> IdentityConfiguration.decoder(new Settings("", "", TIMEOUT), false))
                .isInstanceOf(RefusedToStart.class)
                .hasMessageContaining("set fairgate.tokens.issuer");
    }

    @Test
    void refusesToStartWithADemoKeyOutsideTheDemo() {
        assertThatThrownBy(() -> IdentityConfiguration.decoder(DEMO, false))
                .isInstanceOf(RefusedToStart.class)
                .hasMessageContaining("for profile demo only");
    }

    private WebTestClient.ResponseSpec as(String subject, String role) {
        return get("Bearer " + tokens.computeIfAbsent(subject, it -> token(it, role)));
    }

    private static String token(String subject, String role) {
        try {
            return signed(claims().subject(subject).claim("roles", List.of(role)).build(), KEY);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The clock of the test, in nanoseconds.
    private record Meter(AtomicReference<Instant> now) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return ChronoUnit.NANOS.between(Instant.EPOCH, now.get());
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private WebTestClient.ResponseSpec get(String authorization) {
        return get(client, authorization);
    }

    private static WebTestClient.ResponseSpec get(WebTestClient client, String authorization) {
        return client.get().uri("/").header("Authorization", authorization).exchange();
    }

    private static WebTestClient clientOf(Callers callers) {
        return WebTestClient.bindToRouterFunction(
                        RouterFunctions.route()
                                .GET("/", _ -> ServerResponse.ok().build())
                                .filter(callers.only(Role.SERVICE, Role.ADMIN))
                                .build())
                .build();
    }

    private static Jwt jwt(Instant expiry) {
        return Jwt.withTokenValue("x")
                .header("alg", "HS256")
                .subject("engine")
                .claim("roles", List.of("service"))
                .expiresAt(expiry)
                .build();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("engine")
                .claim("roles", List.of("service"))
                .expirationTime(date(3600));
    }

    private static Date date(long secondsFromNow) {
        return Date.from(Instant.now().plusSeconds(secondsFromNow));
    }

    private static String signed(JWTClaimsSet claims, byte[] key) throws JOSEException {
        return signed(claims, key, "JWT");
    }

    private static String signed(JWTClaimsSet claims, byte[] key, String type)
            throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .type(new JOSEObjectType(type))
                                .build(),
                        claims);
        jwt.sign(new MACSigner(key));
        return jwt.serialize();
    }
}
