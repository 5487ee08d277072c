package dev.fairgate.risk.identity;

import dev.fairgate.risk.http.JsonBody;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.http.JsonSlice;
import dev.fairgate.risk.http.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// `POST /demo/accounts`: an account and its token, for people who try Fairgate and for tests.
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoAccountsEndpoint {

    private static final int MAX_BYTES = 4096;
    /// Demo accounts stand for customers: who has to be new says when it registered.
    private static final Duration CUSTOMER_FOR = Duration.ofDays(30);

    private static final long LAST_SECOND = 253_402_300_799L; // of the year 9999

    record Account(String accountId, String token) {}

    @Bean
    RouterFunction<ServerResponse> demoAccountRoutes(DemoTokens tokens, InstantSource clock) {
        return RouterFunctions.route()
                .POST("/demo/accounts", request -> create(request, tokens, clock))
                .add(Problems.onlyAllow(HttpMethod.POST, "/demo/accounts"))
                .filter(LoopbackOnly.filter())
                .build();
    }

    private static Mono<ServerResponse> create(
            ServerRequest request, DemoTokens tokens, InstantSource clock) {
        return JsonBody.read(request, MAX_BYTES)
                .map(body -> account(body, tokens, clock))
                .flatMap(account -> ServerResponse.status(201).bodyValue(account));
    }

    private static Account account(JsonFields body, DemoTokens tokens, InstantSource clock) {
        String account = body.id("accountId");
        return new Account(account, tokens.issue(account, registeredAt(body, clock), roles(body)));
    }

    private static Instant registeredAt(JsonFields body, InstantSource clock) {
        return body.value("registeredAt")
                .map(
                        value ->
                                value.kind() == JsonSlice.Kind.INTEGER
                                        ? Instant.ofEpochSecond(
                                                body.integer("registeredAt", 0, LAST_SECOND))
                                        : body.time("registeredAt"))
                .orElseGet(() -> clock.instant().minus(CUSTOMER_FOR));
    }

    private static Set<Role> roles(JsonFields body) {
        return body.value("roles")
                .map(list -> rolesIn(body, list))
                .orElseGet(() -> EnumSet.of(Role.BUYER));
    }

    private static Set<Role> rolesIn(JsonFields body, JsonSlice list) {
        List<JsonSlice> names = list.items("roles", Role.values().length);
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (JsonSlice name : names) {
            roles.add(
                    Role.fromWireName(name.kind() == JsonSlice.Kind.STRING ? name.text() : "")
                            .orElseThrow(
                                    () ->
                                            body.fault(
                                                    "roles",
                                                    "must be of buyer, analyst, admin, service")));
        }
        return roles;
    }
}
