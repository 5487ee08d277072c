package dev.fairgate.risk.review;

import dev.fairgate.risk.http.JsonBody;
import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.http.Spelling;
import dev.fairgate.risk.identity.Callers;
import dev.fairgate.risk.identity.Role;
import dev.fairgate.risk.review.Reviews.Answer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BiFunction;
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

/// The queue over HTTP, for analysts.
@Configuration(proxyBeanMethods = false)
class ReviewEndpoint {

    private static final String QUEUE = "/api/v1/review-queue";
    private static final String CLAIM = QUEUE + "/{id}/claim";
    private static final String RELEASE = QUEUE + "/{id}/release";
    private static final String VERDICT = QUEUE + "/{id}/verdict";
    private static final Duration WHEN_FULL = Duration.ofHours(1);

    /// Words of 500 characters, each escaped as two of `\u1234`.
    static final int MOST_BYTES = 8192;

    private final Reviews reviews;
    private final InstantSource clock;

    ReviewEndpoint(Reviews reviews, InstantSource clock) {
        this.reviews = reviews;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> reviewRoutes(Callers callers) {
        return RouterFunctions.route()
                .GET(QUEUE, this::list)
                .POST(QUEUE, this::add)
                .add(Problems.onlyAllow(QUEUE, HttpMethod.GET, HttpMethod.POST))
                .POST(CLAIM, request -> change(request, reviews::claim))
                .add(Problems.onlyAllow(HttpMethod.POST, CLAIM))
                .POST(RELEASE, request -> change(request, reviews::release))
                .add(Problems.onlyAllow(HttpMethod.POST, RELEASE))
                .POST(VERDICT, this::verdict)
                .add(Problems.onlyAllow(HttpMethod.POST, VERDICT))
                .filter(callers.only(Role.ANALYST))
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        return reviews.list(ReviewReader.query(request.queryParams())).flatMap(this::respond);
    }

    private Mono<ServerResponse> add(ServerRequest request) {
        return JsonBody.read(request, MOST_BYTES)
                .map(ReviewReader::request)
                .flatMap(it -> reviews.add(it.decision(), it.note(), Callers.subject(request)))
                .flatMap(this::respond);
    }

    private Mono<ServerResponse> verdict(ServerRequest request) {
        return JsonBody.read(request, MOST_BYTES)
                .map(ReviewReader::said)
                .flatMap(said -> change(request, (id, by) -> reviews.end(id, said, by)));
    }

    private Mono<ServerResponse> change(
            ServerRequest request, BiFunction<String, String, Mono<Answer>> call) {
        String id = request.pathVariable("id");
        return Spelling.isUlid(id)
                ? call.apply(id, Callers.subject(request)).flatMap(this::respond)
                : Problems.respond(ReviewProblems.REVIEW_NOT_FOUND);
    }

    private Mono<ServerResponse> respond(Answer answer) {
        return switch (answer) {
            case Answer.Done(var item) -> json(200, ReviewJson.item(item, clock.instant()));
            case Answer.Added(var item) -> json(201, ReviewJson.item(item, clock.instant()));
            case Answer.Page(var items, var next, var now) ->
                    json(200, ReviewJson.list(items, next, now));
            case Answer.Unknown() -> Problems.respond(ReviewProblems.REVIEW_NOT_FOUND);
            case Answer.Claimed(var claim) -> Problems.respond(ReviewProblems.claimed(claim));
            case Answer.Unclaimed() -> Problems.respond(ReviewProblems.NOT_CLAIMED);
            case Answer.Ended(var verdict) -> Problems.respond(ReviewProblems.ended(verdict));
            case Answer.NoAppeal() ->
                    Problems.respond(
                            Problem.invalidRequest("grant: must be there for an appeal only"));
            case Answer.Full() -> Problems.respond(ReviewProblems.QUEUE_FULL, WHEN_FULL);
            case Answer.Unavailable() -> Problems.respond(Problem.databaseUnavailable());
        };
    }

    private static Mono<ServerResponse> json(int status, String body) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .bodyValue(body);
    }
}
