package dev.fairgate.sale.appeal;

import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.admission.Account.Role;
import dev.fairgate.sale.admission.Callers;
import dev.fairgate.sale.risk.AppealClient;
import dev.fairgate.sale.web.Body;
import dev.fairgate.sale.web.Json;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Appeals, passed through to the risk service with the name of whoever is signed in.
@Configuration(proxyBeanMethods = false)
class AppealEndpoint {

    private static final Logger log = LoggerFactory.getLogger(AppealEndpoint.class);

    private static final String ONE = "/appeals/{id:[0-9A-Za-z]{1,64}}";

    /// A message of 500 characters, each escaped as two of `\u1234`.
    private static final int MAX_BODY = 8192;

    /// Answers that concern the buyer, and are passed on as they are.
    private static final Set<Integer> THEIRS = Set.of(200, 202, 400, 404, 429);

    private static final List<String> HEADERS =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER);

    private static final Problem AWAY =
            new Problem(
                            "risk-unavailable",
                            503,
                            "Please try again later",
                            "Appeals cannot be taken or read right now; trying again later is"
                                    + " always safe.")
                    .retryAfterSeconds(30);

    private final AppealClient appeals;
    private final Callers callers;

    AppealEndpoint(AppealClient appeals, Callers callers) {
        this.appeals = appeals;
        this.callers = callers;
    }

    @Bean
    RouterFunction<ServerResponse> appealRoutes() {
        return RouterFunctions.route()
                .POST("/api/v1/appeals", this::make)
                .GET("/api/v1" + ONE, this::read)
                .POST("/browser/appeals", this::make)
                .GET("/browser" + ONE, this::read)
                .build();
    }

    /// What a buyer says about a decision; the rules of both are the risk service's.
    record AppealRequest(@Nullable String decisionId, @Nullable String message) {

        String requiredDecision() {
            return required("decisionId", decisionId);
        }

        String requiredMessage() {
            return required("message", message);
        }

        private static String required(String name, @Nullable String text) {
            if (text == null) {
                throw Refusal.invalid(name + ": must be there.");
            }
            return text;
        }
    }

    private Mono<ServerResponse> make(ServerRequest request) {
        return callers.require(request, Role.BUYER)
                .zipWhen(account -> Body.json(request, MAX_BODY))
                .flatMap(both -> make(both.getT1(), Json.read(both.getT2(), AppealRequest.class)));
    }

    private Mono<ServerResponse> make(Account account, AppealRequest wanted) {
        return passOn(
                appeals.make(account.id(), wanted.requiredDecision(), wanted.requiredMessage()));
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        return callers.require(request, Role.BUYER)
                .flatMap(account -> passOn(appeals.get(request.pathVariable("id"), account.id())));
    }

    private static Mono<ServerResponse> passOn(Mono<ResponseEntity<byte[]>> call) {
        return call.map(AppealEndpoint::answer)
                .onErrorResume(
                        error -> { // AWAY: nothing is kept here that could answer instead
                            log.debug("Appeals are out of reach", error); // a flood may ask
                            return Mono.just(AWAY.response());
                        })
                .flatMap(answer -> answer);
    }

    private static Mono<ServerResponse> answer(ResponseEntity<byte[]> answer) {
        byte[] body = answer.getBody();
        if (body == null || !THEIRS.contains(answer.getStatusCode().value())) {
            return AWAY.response();
        }
        return ServerResponse.status(answer.getStatusCode())
                .headers(headers -> passOn(answer.getHeaders(), headers))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .bodyValue(body);
    }

    private static void passOn(HttpHeaders from, HttpHeaders to) {
        for (String name : HEADERS) {
            String value = from.getFirst(name);
            if (value != null) {
                to.set(name, value);
            }
        }
    }
}
