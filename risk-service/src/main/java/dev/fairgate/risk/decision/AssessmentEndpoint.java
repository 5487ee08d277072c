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
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Assessments over HTTP, one at a time and in batches.
@Configuration(proxyBeanMethods = false)
class AssessmentEndpoint {

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
        return JsonBody.read(request, MAX_BYTES, Set.of("items", "finished"))
                .flatMap(this::batch)
                .flatMap(items -> ok("{\"items\":[" + String.join(",", items) + "]}"));
    }

    /// One answer per item, in JSON. An item's faults are its own: those beside it do not notice.
    private Mono<List<String>> batch(JsonFields body) {
        List<String> items = new ArrayList<>();
        List<AssessmentRequest> requests = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<Finished> finished = finished(body);
        for (JsonSlice item : list(body, "items", MAX_ITEMS)) {
            try {
                requests.add(AssessmentReader.read(JsonFields.of("", item)));
                places.add(items.size());
                items.add("");
            } catch (InvalidRequest e) {
                items.add(envelope(Problem.invalidRequest(e.detail())));
            }
        }
        return assessments
                .assess(requests, finished)
                .map(
                        answers -> {
                            for (int i = 0; i < answers.size(); i++) {
                                items.set(places.get(i), envelope(answers.get(i)));
                            }
                            return items;
                        });
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
