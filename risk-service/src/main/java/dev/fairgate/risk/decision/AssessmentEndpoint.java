package dev.fairgate.risk.decision;

import dev.fairgate.risk.decision.Assessments.Answer;
import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.JsonBody;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.http.JsonSlice;
import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.identity.Callers;
import dev.fairgate.risk.identity.Role;
import dev.fairgate.risk.store.StoreAway;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Assessments over HTTP, one at a time and in batches.
@Configuration(proxyBeanMethods = false)
class AssessmentEndpoint {

    private static final Logger log = LoggerFactory.getLogger(AssessmentEndpoint.class);
    private static final String SINGLE = "/api/v1/assessments";
    private static final String BATCH = "/api/v1/assessments/batch";
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_ITEMS = 256;
    private static final int MAX_FINISHED = 4096;

    private final Assessments assessments;

    AssessmentEndpoint(Assessments assessments) {
        this.assessments = assessments;
    }

    @Bean
    RouterFunction<ServerResponse> assessmentRoutes(Callers callers) {
        return RouterFunctions.route()
                .POST(SINGLE, this::single)
                .add(Problems.onlyAllow(HttpMethod.POST, SINGLE))
                .POST(BATCH, this::batch)
                .add(Problems.onlyAllow(HttpMethod.POST, BATCH))
                .filter(callers.only(Role.SERVICE))
                .filter(StoreAway.denies())
                .build();
    }

    private Mono<ServerResponse> single(ServerRequest request) {
        return JsonBody.read(request, MAX_BYTES)
                .map(AssessmentReader::read)
                .flatMap(assessments::assess)
                .flatMap(
                        answer ->
                                switch (answer) {
                                    case Answer.Decided(String json) -> ok(json);
                                    case Answer.Unavailable() ->
                                            Problems.respond(Problem.riskUnavailable());
                                });
    }

    private Mono<ServerResponse> batch(ServerRequest request) {
        return JsonBody.read(request, MAX_BYTES)
                .flatMap(
                        body ->
                                assessments
                                        .finish(finished(body))
                                        .thenMany(Flux.fromIterable(list(body, "items", MAX_ITEMS)))
                                        .flatMapSequential(this::item, MAX_ITEMS)
                                        .collectList())
                .flatMap(items -> ok("{\"items\":[" + String.join(",", items) + "]}"));
    }

    /// One item's answer in JSON. Its faults are its own: the items beside it do not notice.
    private Mono<String> item(JsonSlice item) {
        try {
            return assessments
                    .assess(AssessmentReader.read(JsonFields.of("", item)))
                    .map(AssessmentEndpoint::envelope)
                    .onErrorResume(AssessmentEndpoint::defect);
        } catch (InvalidRequest e) {
            return Mono.just(envelope(Problem.invalidRequest(e.detail())));
        }
    }

    private static Mono<String> defect(Throwable error) {
        log.error("An assessment ended in an error nobody expected", error);
        return Mono.just(envelope(Problem.riskUnavailable()));
    }

    private static String envelope(Answer answer) {
        return switch (answer) {
            case Answer.Decided(String json) -> "{\"decision\":" + json + "}";
            case Answer.Unavailable() -> envelope(Problem.riskUnavailable());
        };
    }

    private static String envelope(Problem problem) {
        return "{\"problem\":" + Problems.text(problem) + "}";
    }

    private static List<Finished> finished(JsonFields body) {
        List<Finished> finished = new ArrayList<>();
        for (JsonSlice slice : list(body, "finished", MAX_FINISHED)) {
            finished.add(Finished.read(JsonFields.of("finished[" + finished.size() + "].", slice)));
        }
        return finished;
    }

    private static List<JsonSlice> list(JsonFields body, String name, int max) {
        return body.value(name).map(list -> list.items(name, max)).orElse(List.of());
    }

    private static Mono<ServerResponse> ok(String json) {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(json);
    }
}
