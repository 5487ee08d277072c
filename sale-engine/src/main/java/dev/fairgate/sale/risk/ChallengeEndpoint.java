package dev.fairgate.sale.risk;

import dev.fairgate.sale.admission.Account.Role;
import dev.fairgate.sale.admission.Browsers;
import dev.fairgate.sale.admission.Callers;
import dev.fairgate.sale.web.Body;
import dev.fairgate.sale.web.Json;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Pictures and alternatives of challenges: passed through to the risk service, which issued them.
@Configuration(proxyBeanMethods = false)
class ChallengeEndpoint {

    private static final String ID = "{id:[A-Za-z0-9._-]{1,64}}";
    private static final int MAX_BODY = 1024;

    private final ChallengeClient challenges;
    private final Callers callers;

    ChallengeEndpoint(ChallengeClient challenges, Callers callers) {
        this.challenges = challenges;
        this.callers = callers;
    }

    @Bean
    RouterFunction<ServerResponse> challengeRoutes() {
        return RouterFunctions.route()
                .GET("/api/v1/challenges/" + ID + "/image", this::image)
                .POST("/api/v1/challenges/" + ID + "/alternative", this::alternative)
                .POST("/browser/challenges/" + ID + "/alternative", this::alternative)
                .build();
    }

    /// Which kind a buyer would rather have.
    record AlternativeRequest(@Nullable String kind) {}

    private Mono<ServerResponse> image(ServerRequest request) {
        return passThrough("/api/v1/challenges/{id}/image", request.pathVariable("id"));
    }

    private Mono<ServerResponse> passThrough(String path, String id) {
        return challenges
                .get(path, id)
                .flatMap(ChallengeEndpoint::passOn)
                .onErrorResume(WebClientException.class, ChallengeEndpoint::refusal)
                .onErrorResume(TimeoutException.class, ChallengeEndpoint::refusal);
    }

    /// What a person would answer, or a solver that a bot pays: profile `demo`, this machine only.
    @Bean
    @Profile("demo")
    RouterFunction<ServerResponse> demoAnswerRoutes() {
        return RouterFunctions.route()
                .GET("/demo/challenges/" + ID + "/answer", this::demoAnswer)
                .filter(
                        (request, next) ->
                                Browsers.isLocalPeer(request)
                                        ? next.handle(request)
                                        : Problem.notFound().response())
                .build();
    }

    private Mono<ServerResponse> demoAnswer(ServerRequest request) {
        return passThrough("/demo/challenges/{id}/answer", request.pathVariable("id"));
    }

    private Mono<ServerResponse> alternative(ServerRequest request) {
        return callers.require(request, Role.BUYER)
                .zipWhen(account -> Body.json(request, MAX_BODY))
                .flatMap(
                        both ->
                                ask(
                                        request.pathVariable("id"),
                                        both.getT1().id(),
                                        Json.read(both.getT2(), AlternativeRequest.class)));
    }

    private Mono<ServerResponse> ask(String id, String account, AlternativeRequest wanted) {
        String kind = wanted.kind();
        if (kind == null || !kind.matches("[a-z_]{1,32}")) {
            return Mono.error(Refusal.invalid("kind: must be one of the offered alternatives."));
        }
        return challenges
                .alternative(id, account, kind)
                .flatMap(ChallengeEndpoint::passOn)
                .onErrorResume(WebClientException.class, ChallengeEndpoint::refusal)
                .onErrorResume(TimeoutException.class, ChallengeEndpoint::refusal);
    }

    private static Mono<ServerResponse> passOn(ResponseEntity<byte[]> answer) {
        byte[] body = answer.getBody();
        return write(
                answer.getStatusCode(), answer.getHeaders(), body == null ? new byte[0] : body);
    }

    /// A refusal of the risk service that concerns the buyer is passed on as it is; anything else
    /// is ours to answer for.
    private static Mono<ServerResponse> refusal(Throwable error) {
        if (error instanceof WebClientResponseException answer
                && answer.getStatusCode().is4xxClientError()
                && answer.getStatusCode().value() != 401
                && answer.getStatusCode().value() != 403) {
            return write(
                    answer.getStatusCode(),
                    answer.getHeaders(),
                    answer.getResponseBodyAsByteArray());
        }
        return new Problem(
                        "alternative-unavailable",
                        503,
                        "Not available right now",
                        "This challenge cannot be shown right now; go on with the one you have.")
                .retryAfterSeconds(2)
                .response();
    }

    private static Mono<ServerResponse> write(
            HttpStatusCode status, HttpHeaders from, byte[] body) {
        MediaType type = from.getContentType();
        String retryAfter = from.getFirst(HttpHeaders.RETRY_AFTER);
        return ServerResponse.status(status)
                .contentType(type == null ? MediaType.APPLICATION_OCTET_STREAM : type)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .headers(
                        headers -> {
                            if (retryAfter != null) {
                                headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
                            }
                        })
                .bodyValue(body);
    }
}
