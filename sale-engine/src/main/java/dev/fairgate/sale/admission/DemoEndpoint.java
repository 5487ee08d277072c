package dev.fairgate.sale.admission;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairgate.sale.web.Body;
import dev.fairgate.sale.web.Json;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Accounts for the asking, in profile `demo` and for callers on this machine only: what an issuer
/// does in production.
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoEndpoint {

    /// Demo accounts stand for customers: who has to be new says when it registered.
    private static final Duration CUSTOMER_FOR = Duration.ofDays(30);

    private static final Duration TOKEN_LIFE = Duration.ofHours(24);
    private static final int MAX_BODY = 2048;

    private final NimbusJwtEncoder tokens;

    DemoEndpoint(NimbusJwtEncoder tokens) {
        this.tokens = tokens;
    }

    @Bean
    RouterFunction<ServerResponse> demoAccountRoutes() {
        return RouterFunctions.route()
                .POST("/demo/accounts", this::create)
                .filter(
                        (request, next) ->
                                Browsers.isLocalPeer(request) ? next.handle(request) : hidden())
                .build();
    }

    /// @param registeredAt RFC 3339 text, or epoch seconds; now when absent
    /// @param roles of `buyer`, `analyst`, `admin`, `service`; buyer when absent
    record DemoAccount(
            @JsonProperty(required = true) String accountId,
            @Nullable Object registeredAt,
            @Nullable List<String> roles) {}

    private Mono<ServerResponse> create(ServerRequest request) {
        return Body.json(request, MAX_BODY)
                .map(body -> Json.read(body, DemoAccount.class))
                .map(this::token)
                .flatMap(
                        made ->
                                ServerResponse.status(201)
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                                        .bodyValue(Json.write(made)));
    }

    private Map<String, Object> token(DemoAccount wanted) {
        if (wanted.accountId() == null || !Account.isId(wanted.accountId())) {
            throw Refusal.invalid("accountId: must have 1 to 64 of a-z 0-9 _ -.");
        }
        Instant now = Instant.now();
        JwtClaimsSet claims =
                JwtClaimsSet.builder()
                        .subject(wanted.accountId())
                        .issuedAt(now)
                        .expiresAt(now.plus(TOKEN_LIFE))
                        .claim("registered_at", registeredAt(wanted.registeredAt(), now))
                        .claim("roles", roles(wanted.roles()))
                        .build();
        String token =
                tokens.encode(
                                JwtEncoderParameters.from(
                                        JwsHeader.with(MacAlgorithm.HS256).build(), claims))
                        .getTokenValue();
        return Map.of("accountId", wanted.accountId(), "token", token);
    }

    private static long registeredAt(@Nullable Object given, Instant now) {
        try {
            Instant at =
                    switch (given) {
                        case null -> now.minus(CUSTOMER_FOR);
                        case Integer seconds -> Instant.ofEpochSecond(seconds);
                        case Long seconds -> Instant.ofEpochSecond(seconds);
                        case String text -> Instant.parse(text);
                        default -> throw new DateTimeException("neither text nor number");
                    };
            if (at.isAfter(now) || at.isBefore(Instant.EPOCH)) {
                throw new DateTimeException("not yet, or before there were accounts");
            }
            return at.getEpochSecond();
        } catch (DateTimeException e) {
            throw Refusal.invalid(
                    "registeredAt: must be an RFC 3339 time or epoch seconds, not in the future.");
        }
    }

    private static List<String> roles(@Nullable List<String> given) {
        if (given == null) {
            return List.of("buyer");
        }
        List<String> known =
                Arrays.stream(Account.Role.values())
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .toList();
        if (!known.containsAll(given)) {
            throw Refusal.invalid("roles: must be of " + String.join(", ", known) + ".");
        }
        return given.stream().distinct().toList();
    }

    private static Mono<ServerResponse> hidden() {
        return Problem.notFound().response();
    }
}
