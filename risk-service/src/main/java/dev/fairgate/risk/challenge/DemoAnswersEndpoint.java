package dev.fairgate.risk.challenge;

import dev.fairgate.captcha.Challenges;
import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.identity.LoopbackOnly;
import dev.fairgate.risk.store.StoreAway;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/// `GET /demo/challenges/{id}/answer`: stands for a person, or for a solver that a bot pays.
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoAnswersEndpoint {

    private static final String PATH = "/demo/challenges/{id}/answer";
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    @Bean
    RouterFunction<ServerResponse> demoAnswerRoutes(Challenges challenges) {
        return RouterFunctions.route()
                .GET(
                        PATH,
                        request ->
                                challenges
                                        .answer(request.pathVariable("id"))
                                        .timeout(TIMEOUT)
                                        .flatMap(
                                                response ->
                                                        ServerResponse.ok()
                                                                .bodyValue(
                                                                        Map.of(
                                                                                "response",
                                                                                response)))
                                        .switchIfEmpty(
                                                Problems.respond(Problem.challengeNotFound())))
                .add(Problems.onlyAllow(HttpMethod.GET, PATH))
                .filter(StoreAway.denies())
                .filter(LoopbackOnly.filter())
                .build();
    }
}
