package dev.fairgate.sale.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/// Bearer tokens to accounts. A verified token is remembered for a minute and never past its
/// expiry; a refused one is not remembered, because its sender can vary it for ever.
final class AccountTokens {

    private static final int MAX_LENGTH = 4096;
    private static final Duration ISSUER_DEADLINE = Duration.ofSeconds(2);
    private static final Problem UNVERIFIED =
            new Problem(
                            "overloaded",
                            503,
                            "Please try again",
                            "Sign-ins cannot be checked right now; try again in a moment.")
                    .retryAfterSeconds(2);
    private static final long NO_CALENDAR = 7_258_118_400L; // the year 2200

    private final ReactiveJwtDecoder decoder;
    private final InstantSource clock;
    private final Cache<String, Account> verified;

    AccountTokens(
            ReactiveJwtDecoder decoder, InstantSource clock, AdmissionSettings.Tokens settings) {
        this.decoder = decoder;
        this.clock = clock;
        this.verified =
                Caffeine.newBuilder()
                        .maximumSize(settings.remembered())
                        .expireAfterWrite(settings.cache())
                        .build();
    }

    /// The account that a token proves. Errors with [Refusal] 401.
    Mono<Account> verify(String token) {
        if (token.length() > MAX_LENGTH) {
            return refuse();
        }
        return remembered(token).map(Mono::just).orElseGet(() -> check(token));
    }

    /// The account of a token that was verified a short while ago.
    Optional<Account> remembered(String token) {
        return Optional.ofNullable(verified.getIfPresent(token))
                .filter(account -> clock.instant().isBefore(account.expiresAt()));
    }

    private Mono<Account> check(String token) {
        return decoder.decode(token)
                .map(AccountTokens::account)
                .doOnNext(account -> verified.put(token, account))
                .timeout(ISSUER_DEADLINE)
                .onErrorResume(BadJwtException.class, e -> refuse())
                .onErrorMap(AccountTokens::isIssuerAway, e -> new Refusal(UNVERIFIED))
                .onErrorResume(IllegalArgumentException.class, e -> refuse());
    }

    /// Not the token's fault: its issuer's keys cannot be had.
    private static boolean isIssuerAway(Throwable error) {
        return error instanceof JwtException || error instanceof TimeoutException;
    }

    private static <T> Mono<T> refuse() {
        return Mono.error(new Refusal(Problem.unauthenticated()));
    }

    private static Account account(Jwt jwt) {
        Instant expires = jwt.getExpiresAt();
        String subject = jwt.getSubject();
        if (expires == null || subject == null) {
            throw new IllegalArgumentException("a token has sub and exp");
        }
        return new Account(subject, registeredAt(jwt), roles(jwt), expires);
    }

    private static Optional<Instant> registeredAt(Jwt jwt) {
        return jwt.getClaims().get("registered_at") instanceof Number seconds
                        && seconds.longValue() >= 0
                        && seconds.longValue() < NO_CALENDAR
                ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                : Optional.empty();
    }

    private static Set<Account.Role> roles(Jwt jwt) {
        Set<Account.Role> roles = EnumSet.noneOf(Account.Role.class);
        if (jwt.getClaims().get("roles") instanceof List<?> names) {
            for (Account.Role role : Account.Role.values()) {
                if (names.contains(role.name().toLowerCase(Locale.ROOT))) {
                    roles.add(role);
                }
            }
        }
        return roles;
    }
}
