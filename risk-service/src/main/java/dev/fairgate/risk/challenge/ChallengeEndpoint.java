package dev.fairgate.risk.challenge;

import dev.fairgate.captcha.Challenge;
import dev.fairgate.captcha.ChallengeKind;
import dev.fairgate.captcha.ChallengeStore;
import dev.fairgate.captcha.Challenges;
import dev.fairgate.captcha.Issue;
import dev.fairgate.risk.http.JsonBody;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.identity.Callers;
import dev.fairgate.risk.identity.Role;
import dev.fairgate.risk.store.StoreAway;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Pictures of challenges, and another kind of challenge for whoever cannot answer the first.
@Configuration(proxyBeanMethods = false)
class ChallengeEndpoint {

    private static final String PICTURE = "/api/v1/challenges/{id}/image";
    private static final String ALTERNATIVE = "/api/v1/challenges/{id}/alternative";
    private static final int MAX_BYTES = 4096;

    /// Drawing waits behind other drawings; past this a buyer is better told to come back.
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Challenges challenges;
    private final ChallengeStore store;

    ChallengeEndpoint(Challenges challenges, ChallengeStore store) {
        this.challenges = challenges;
        this.store = store;
    }

    @Bean
    RouterFunction<ServerResponse> challengeRoutes(Callers callers) {
        return RouterFunctions.route()
                .GET(PICTURE, this::picture)
                .add(Problems.onlyAllow(HttpMethod.GET, PICTURE))
                .POST(ALTERNATIVE, this::alternative)
                .add(Problems.onlyAllow(HttpMethod.POST, ALTERNATIVE))
                .filter(callers.only(Role.SERVICE))
                .filter(StoreAway.denies())
                .build();
    }

    private Mono<ServerResponse> picture(ServerRequest request) {
        return challenges
                .picture(request.pathVariable("id"))
                .timeout(TIMEOUT)
                .flatMap(
                        png ->
                                ServerResponse.ok()
                                        .contentType(MediaType.IMAGE_PNG)
                                        .cacheControl(CacheControl.noStore())
                                        .bodyValue(png))
                .switchIfEmpty(Problems.respond(Problem.challengeNotFound()));
    }

    private Mono<ServerResponse> alternative(ServerRequest request) {
        return JsonBody.read(request, MAX_BYTES)
                .map(Wanted::read)
                .flatMap(wanted -> alternative(request.pathVariable("id"), wanted));
    }

    private Mono<ServerResponse> alternative(String id, Wanted wanted) {
        if (wanted.kind() == ChallengeKind.IMAGE && !challenges.picturesAvailable()) {
            return Problems.respond(Problem.alternativeUnavailable());
        }
        return store.find(id)
                .map(issued -> issued.binding())
                .filter(binding -> binding.account().equals(wanted.account()))
                .flatMap(binding -> challenges.alternative(binding, id, wanted.kind()))
                .timeout(TIMEOUT)
                .flatMap(ChallengeEndpoint::respond)
                .switchIfEmpty(Problems.respond(Problem.challengeNotFound()));
    }

    private static Mono<ServerResponse> respond(Issue issue) {
        return switch (issue) {
            case Issue.Issued(Challenge challenge) ->
                    ServerResponse.ok()
                            .contentType(MediaType.APPLICATION_JSON)
                            .cacheControl(CacheControl.noStore())
                            .bodyValue(ChallengeJson.envelope(challenge));
            case Issue.TooManyWrong(Duration retryAfter) ->
                    Problems.respond(Problem.tooManyRequests(), retryAfter);
            case Issue.Unavailable() -> Problems.respond(Problem.challengeNotFound());
        };
    }

    /// What the sale engine asks for on a buyer's behalf.
    private record Wanted(ChallengeKind kind, String account) {

        static Wanted read(JsonFields body) {
            return new Wanted(
                    ChallengeKind.fromWireName(body.text("kind", 32))
                            .orElseThrow(
                                    () -> body.fault("kind", "must be proof_of_work or image")),
                    body.id("accountId"));
        }
    }
}
