package dev.fairgate.risk.list;

import dev.fairgate.risk.http.JsonBody;
import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.identity.Callers;
import dev.fairgate.risk.identity.Role;
import dev.fairgate.risk.policy.CurrentPolicy;
import dev.fairgate.risk.policy.Rule;
import java.time.InstantSource;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Suppressions over HTTP, for analysts.
@Configuration(proxyBeanMethods = false)
class SuppressionEndpoint {

    private static final String ALL = "/api/v1/suppressions";
    private static final String ONE = "/api/v1/suppressions/{id}";
    private static final int MOST_BYTES = 4096;

    private final Lists lists;
    private final CurrentPolicy policy;
    private final InstantSource clock;

    SuppressionEndpoint(Lists lists, CurrentPolicy policy, InstantSource clock) {
        this.lists = lists;
        this.policy = policy;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> suppressionRoutes(Callers callers) {
        return RouterFunctions.route()
                .GET(ALL, this::read)
                .POST(ALL, this::suppress)
                .add(Problems.onlyAllow(ALL, HttpMethod.GET, HttpMethod.POST))
                .DELETE(ONE, this::lift)
                .add(Problems.onlyAllow(HttpMethod.DELETE, ONE))
                .filter(callers.only(Role.ANALYST))
                .build();
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        ListQuery query = ListReader.query(request.queryParams());
        return ListEndpoint.json(200, ListingJson.page(lists.suppressions(query)));
    }

    private Mono<ServerResponse> suppress(ServerRequest request) {
        String by = Callers.subject(request);
        return JsonBody.read(request, MOST_BYTES)
                .flatMap(body -> suppress(body, by))
                .flatMap(write -> ListEndpoint.respond(write, put -> ListEndpoint.put(put, ALL)));
    }

    private Mono<Write<Lists.Put<Suppression>>> suppress(JsonFields body, String by) {
        Wanted wanted = ListReader.suppression(body, by, clock.instant());
        var rules = policy.get().rules().stream().map(Rule::code).collect(Collectors.toSet());
        return lists.suppress(ListReader.code(body, rules), wanted);
    }

    private Mono<ServerResponse> lift(ServerRequest request) {
        return lists.lift(request.pathVariable("id"), Callers.subject(request))
                .flatMap(
                        write ->
                                ListEndpoint.respond(
                                        write, _ -> ServerResponse.noContent().build()));
    }
}
