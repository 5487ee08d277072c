package dev.fairgate.risk.label;

import dev.fairgate.risk.http.JsonBody;
import dev.fairgate.risk.http.PlainBody;
import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.identity.Callers;
import dev.fairgate.risk.identity.Role;
import dev.fairgate.risk.label.Labels.Answer;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
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
import reactor.core.scheduler.Schedulers;

/// Labels over HTTP. A file with one bad line is refused whole, before anything is taken.
@Configuration(proxyBeanMethods = false)
class LabelEndpoint {

    private static final String ONE = "/api/v1/decisions/{id}/label";
    private static final String FILE = "/api/v1/labels";
    private static final String QUERY = "/api/v1/labels/query";
    private static final MediaType CSV = MediaType.parseMediaType("text/csv");
    private static final int MOST_BYTES = 4096;

    private final Labels labels;
    private final DecisionLookup decisions;
    private final InstantSource clock;

    LabelEndpoint(Labels labels, DecisionLookup decisions, InstantSource clock) {
        this.labels = labels;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> labelRoutes(Callers callers) {
        return RouterFunctions.route()
                .PUT(ONE, this::one)
                .add(Problems.onlyAllow(HttpMethod.PUT, ONE))
                .POST(FILE, this::file)
                .add(Problems.onlyAllow(HttpMethod.POST, FILE))
                .POST(QUERY, this::query)
                .add(Problems.onlyAllow(HttpMethod.POST, QUERY))
                .filter(callers.only(Role.ANALYST))
                .build();
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        return JsonBody.read(request, MOST_BYTES)
                .map(body -> LabelReader.said(request.pathVariable("id"), body, clock.instant()))
                .flatMap(said -> unlessThereIsNone(request, said));
    }

    private Mono<ServerResponse> unlessThereIsNone(ServerRequest request, Said said) {
        String authorization =
                String.valueOf(request.headers().firstHeader(HttpHeaders.AUTHORIZATION));
        return decisions
                .isNone(said.key().name(), authorization)
                .flatMap(
                        isNone ->
                                isNone
                                        ? Problems.respond(Problem.decisionNotFound())
                                        : labels.take(said, Callers.subject(request))
                                                .flatMap(it -> respond(it, LabelJson::standing)));
    }

    private Mono<ServerResponse> file(ServerRequest request) {
        boolean dryRun = LabelReader.dryRun(request.queryParams());
        String by = Callers.subject(request);
        return PlainBody.read(request, CSV, LabelsCsv.MOST_BYTES)
                .publishOn(Schedulers.boundedElastic()) // some 10 ms that buyers need not wait for
                .map(body -> LabelsCsv.read(body, clock.instant()))
                .flatMap(said -> take(said, by, dryRun))
                .flatMap(answer -> respond(answer, taking -> LabelJson.counts(taking, dryRun)));
    }

    private Mono<Answer<Taking>> take(List<Said> said, String by, boolean dryRun) {
        return dryRun ? labels.weighFile(said, by) : labels.takeFile(said, by);
    }

    private Mono<ServerResponse> query(ServerRequest request) {
        return JsonBody.read(request, MOST_BYTES)
                .map(body -> LabelReader.query(body, request.queryParams()))
                .flatMap(labels::find)
                .flatMap(
                        answer ->
                                respond(
                                        answer,
                                        page -> LabelJson.list(page.labels(), page.next())));
    }

    private static <T> Mono<ServerResponse> respond(Answer<T> answer, Function<T, String> json) {
        return switch (answer) {
            case Answer.Done<T>(T result) ->
                    ServerResponse.ok()
                            .contentType(MediaType.APPLICATION_JSON)
                            .cacheControl(CacheControl.noStore())
                            .bodyValue(json.apply(result));
            case Answer.Busy<T>() -> Problems.respond(Problem.tooManyRequests());
            case Answer.Unavailable<T>() -> Problems.respond(Problem.databaseUnavailable());
        };
    }
}
