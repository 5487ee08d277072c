package dev.fairgate.risk.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Lets callers in by role. Tokens that passed are remembered until they expire, at most 10 000.
public final class Callers {

    private static final int MAX_TOKEN_LENGTH = 4096;
    private static final int MAX_REMEMBERED = 10_000;
    private static final String CALLER = Callers.class.getName() + ".caller";
    private static final String ROLES = Callers.class.getName() + ".roles";
    private static final String SCHEME = "Bearer ";
    private static final Pattern SUBJECT = Pattern.compile("[a-z0-9_-]{1,64}");

    private final ReactiveJwtDecoder decoder;
    private final InstantSource clock;
    private final Duration timeout;
    private final CallerLimits limits;
    private final Cache<String, Caller> remembered;

    /// @param timeout for one token, the issuer's keys included
    Callers(
            ReactiveJwtDecoder decoder,
            InstantSource clock,
            Duration timeout,
            CallerLimits limits) {
        this.decoder = decoder;
        this.clock = clock;
        this.timeout = timeout;
        this.limits = limits;
        this.remembered =
                Caffeine.newBuilder()
                        .maximumSize(MAX_REMEMBERED)
                        .expireAfter(Expiry.creating((String _, Caller caller) -> left(caller)))
                        .build();
    }

    /// A filter that answers 401 without a valid token, 429 to analysts and admins who call too
    /// often, and 403 with none of the roles.
    public HandlerFilterFunction<ServerResponse, ServerResponse> only(Role... roles) {
        List<Role> any = List.of(roles);
        return (request, next) ->
                caller(request)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(
                                caller ->
                                        refusal(request, caller, any)
                                                .orElseGet(
                                                        () -> {
                                                            remember(request, caller);
                                                            return next.handle(request);
                                                        }))
                        .onErrorResume(
                                JwtException.class, // the issuer's keys are out of reach
                                _ -> Problems.respond(Problem.riskUnavailable()));
    }

    /// Who is calling, by the `sub` of the token, where [#only(Role...)] let the request in.
    public static String subject(ServerRequest request) {
        return String.valueOf(request.attributes().get(CALLER));
    }

    /// Whether who is calling has a role, where [#only(Role...)] let the request in.
    public static boolean has(ServerRequest request, Role role) {
        return request.attributes().get(ROLES) instanceof Set<?> roles && roles.contains(role);
    }

    private static void remember(ServerRequest request, Optional<Caller> caller) {
        caller.ifPresent(it -> request.attributes().put(CALLER, it.subject()));
        caller.ifPresent(it -> request.attributes().put(ROLES, it.roles()));
    }

    private Optional<Mono<ServerResponse>> refusal(
            ServerRequest request, Optional<Caller> caller, List<Role> any) {
        if (caller.isEmpty()) {
            return Optional.of(Problems.respond(Problem.unauthenticated()));
        }
        Optional<CallerLimits.Exceeded> exceeded = limits.take(caller.get(), request.method());
        if (exceeded.isPresent()) {
            return exceeded.map(it -> Problems.tooManyRequests(it.bucket(), it.retryAfter()));
        }
        return any.stream().anyMatch(caller.get().roles()::contains)
                ? Optional.empty()
                : Optional.of(Problems.respond(Problem.forbidden(names(any))));
    }

    private static String names(List<Role> any) {
        return any.stream().map(Role::wireName).collect(Collectors.joining(" or "));
    }

    private Mono<Caller> caller(ServerRequest request) {
        List<String> headers = request.headers().header(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1 || !headers.getFirst().startsWith(SCHEME)) {
            return Mono.empty();
        }
        String token = headers.getFirst().substring(SCHEME.length());
        if (token.length() > MAX_TOKEN_LENGTH) {
            return Mono.empty();
        }
        Caller known = remembered.getIfPresent(token);
        if (known != null && clock.instant().isBefore(known.expiresAt())) {
            return Mono.just(known);
        }
        return verify(token);
    }

    private Mono<Caller> verify(String token) {
        return decoder.decode(token)
                .timeout(timeout)
                .onErrorMap(
                        error -> !(error instanceof JwtException), // the decoder's own, or too late
                        error -> new JwtException("the issuer's keys are out of reach", error))
                .flatMap(jwt -> Mono.justOrEmpty(callerOf(jwt)))
                .doOnNext(caller -> remembered.put(token, caller))
                .onErrorResume(BadJwtException.class, _ -> Mono.empty());
    }

    private static Optional<Caller> callerOf(Jwt jwt) {
        String subject = jwt.getSubject();
        if (subject == null || !SUBJECT.matcher(subject).matches() || jwt.getExpiresAt() == null) {
            return Optional.empty();
        }
        return Optional.of(new Caller(subject, Roles.of(jwt), jwt.getExpiresAt()));
    }

    private Duration left(Caller caller) {
        Duration left = Duration.between(clock.instant(), caller.expiresAt());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
