package dev.fairgate.risk.review;

import dev.fairgate.risk.http.JsonBody;
import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.http.Spelling;
import dev.fairgate.risk.identity.Callers;
import dev.fairgate.risk.identity.Role;
import dev.fairgate.risk.review.Appeals.Answer;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Appeals over HTTP, for whoever talks to the buyer and knows who that is.
@Configuration(proxyBeanMethods = false)
class AppealEndpoint {

    private static final String ALL = "/api/v1/appeals";
    private static final String ONE = ALL + "/{id}";
    private static final Duration WHEN_FULL = Duration.ofHours(1);

    private final Appeals appeals;

    AppealEndpoint(Appeals appeals) {
        this.appeals = appeals;
    }

    @Bean
    RouterFunction<ServerResponse> appealRoutes(Callers callers) {
        return RouterFunctions.route()
                .POST(ALL, this::make)
                .add(Problems.onlyAllow(HttpMethod.POST, ALL))
                .GET(ONE, this::find)
                .add(Problems.onlyAllow(HttpMethod.GET, ONE))
                .filter(callers.only(Role.SERVICE))
                .build();
    }

    private Mono<ServerResponse> make(ServerRequest request) {
        return JsonBody.read(request, ReviewEndpoint.MOST_BYTES)
                .map(ReviewReader::appeal)
                .flatMap(it -> appeals.make(it.account(), it.decision(), it.message()))
                .flatMap(answer -> respond(answer, ReviewProblems.DECISION_NOT_FOUND));
    }

    private Mono<ServerResponse> find(ServerRequest request) {
        String account = ReviewReader.account(request.queryParams());
        String id = request.pathVariable("id");
        return (Spelling.isUlid(id)
                        ? appeals.find(id, account)
                        : Mono.<Answer>just(new Answer.Unknown()))
                .flatMap(answer -> respond(answer, ReviewProblems.APPEAL_NOT_FOUND));
    }

    private static Mono<ServerResponse> respond(Answer answer, Problem unknown) {
        return switch (answer) {
            case Answer.Taken(var item) -> json(202, item);
            case Answer.Known(var item) -> json(200, item);
            case Answer.TooMany(var retryAfter) ->
                    Problems.respond(ReviewProblems.TOO_MANY_APPEALS, retryAfter);
            case Answer.Unknown() -> Problems.respond(unknown);
            case Answer.Full() -> Problems.respond(ReviewProblems.QUEUE_FULL, WHEN_FULL);
            case Answer.Unavailable() -> Problems.respond(Problem.databaseUnavailable());
        };
    }

    private static Mono<ServerResponse> json(int status, ReviewItem item) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.LOCATION, ALL + "/" + item.id())
                .bodyValue(ReviewJson.appeal(item));
    }
}
