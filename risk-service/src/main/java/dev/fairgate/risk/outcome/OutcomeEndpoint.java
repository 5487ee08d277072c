package dev.fairgate.risk.outcome;

import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.JsonBody;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.identity.Callers;
import dev.fairgate.risk.identity.Role;
import dev.fairgate.risk.outcome.Outcomes.Answer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Outcomes over HTTP. A batch with one bad item is refused whole, before anything is taken.
@Configuration(proxyBeanMethods = false)
class OutcomeEndpoint {

    private static final String PATH = "/api/v1/outcomes";
    private static final int MAX_BYTES = 256 << 10;
    private static final int MAX_ITEMS = 256;

    private final Outcomes outcomes;
    private final InstantSource clock;

    OutcomeEndpoint(Outcomes outcomes, InstantSource clock) {
        this.outcomes = outcomes;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> outcomeRoutes(Callers callers) {
        return RouterFunctions.route()
                .POST(PATH, this::take)
                .add(Problems.onlyAllow(HttpMethod.POST, PATH))
                .filter(callers.only(Role.SERVICE, Role.ANALYST))
                .build();
    }

    private Mono<ServerResponse> take(ServerRequest request) {
        return JsonBody.readList(request, MAX_BYTES, MAX_ITEMS)
                .map(this::read)
                .flatMap(outcomes::take)
                .flatMap(OutcomeEndpoint::respond);
    }

    private List<Reported> read(List<JsonFields> items) {
        if (items.isEmpty()) {
            throw new InvalidRequest("the body: must have at least 1 item");
        }
        Instant now = clock.instant();
        return items.stream().map(item -> OutcomeReader.read(item, now)).toList();
    }

    private static Mono<ServerResponse> respond(Answer answer) {
        return switch (answer) {
            case Answer.Taken(int accepted, int repeated) ->
                    ServerResponse.ok()
                            .contentType(MediaType.APPLICATION_JSON)
                            .bodyValue(json(accepted, repeated));
            case Answer.Unavailable() -> Problems.respond(Problem.riskUnavailable());
        };
    }

    static String json(int accepted, int repeated) {
        return "{\"accepted\":" + accepted + ",\"repeated\":" + repeated + "}";
    }
}
