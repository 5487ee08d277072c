package dev.fairgate.risk.search;

import dev.fairgate.risk.http.InvalidRequest;
import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.identity.Callers;
import dev.fairgate.risk.identity.Role;
import dev.fairgate.risk.search.Explanations.Answer;
import dev.fairgate.risk.store.RiskStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
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

/// Decisions of the past over HTTP.
@Configuration(proxyBeanMethods = false)
class SearchEndpoint {

    static final String PATH = "/api/v1/decisions";

    /// An id has to look like one: the export is beside it.
    private static final String ONE = PATH + "/{id:[0-7][0-9A-HJKMNP-TV-Z]{25}}";

    private static final Pattern REF = Pattern.compile("[0-9a-f]{16}");

    /// Of a node that no other asks.
    private static final Problem NO_LOG = Problem.notFound();

    private final Searches searches;
    private final Explanations explanations;
    private final InstantSource clock;

    SearchEndpoint(Searches searches, Explanations explanations, InstantSource clock) {
        this.searches = searches;
        this.explanations = explanations;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> searchRoutes(Callers callers) {
        return RouterFunctions.route()
                .GET(PATH, this::search)
                .add(Problems.onlyAllow(HttpMethod.GET, PATH))
                .GET(ONE, this::explain)
                .add(Problems.onlyAllow(HttpMethod.GET, ONE))
                .filter(callers.only(Role.ANALYST))
                .build();
    }

    private Mono<ServerResponse> search(ServerRequest request) {
        SearchQuery query = SearchQuery.of(request.queryParams(), clock.instant());
        return query.nodeOnly()
                ? answer(searches.own(query), NodePageJson::write, NO_LOG)
                : answer(searches.of(query, authorization(request)), SearchJson::page, NO_LOG);
    }

    private Mono<ServerResponse> explain(ServerRequest request) {
        String id = request.pathVariable("id");
        Parameters parameters =
                new Parameters(request.queryParams()).allowOnly(Set.of("scope", "challengeRef"));
        Optional<String> ref = parameters.one("challengeRef");
        if (ref.filter(it -> !REF.matcher(it).matches()).isPresent()) {
            throw new InvalidRequest("challengeRef: must be 16 hex digits");
        }
        if (parameters.nodeOnly()) {
            return answer(explanations.own(id, ref), NodeLines::json, NO_LOG);
        }
        return explanations
                .of(id, authorization(request))
                .flatMap(
                        answer ->
                                answer.map(SearchEndpoint::respond).orElseGet(SearchEndpoint::busy))
                .onErrorResume(RiskStore::isAway, _ -> Problems.respond(Problem.riskUnavailable()));
    }

    private static Mono<ServerResponse> respond(Answer answer) {
        return switch (answer) {
            case Answer.Explained explained -> json(ExplanationJson.of(explained));
            case Answer.Unknown() -> Problems.respond(Problem.decisionNotFound());
            case Answer.Unanswered(Set<String> nodes) ->
                    Problems.respond(
                            Problem.nodesUnavailable(
                                    String.join(", ", nodes.stream().sorted().toList())));
        };
    }

    /// @param result empty for 429
    /// @param none where it completes without one
    static <T> Mono<ServerResponse> answer(
            Mono<Optional<T>> result, Function<T, String> json, Problem none) {
        return result.flatMap(
                        it ->
                                it.map(json)
                                        .map(SearchEndpoint::json)
                                        .orElseGet(SearchEndpoint::busy))
                .switchIfEmpty(Mono.defer(() -> Problems.respond(none)))
                .onErrorResume(RiskStore::isAway, _ -> Problems.respond(Problem.riskUnavailable()));
    }

    /// There is exactly one, or nobody would be here.
    static String authorization(ServerRequest request) {
        return request.headers().header(HttpHeaders.AUTHORIZATION).getFirst();
    }

    private static Mono<ServerResponse> busy() {
        return Problems.respond(Problem.tooManyRequests());
    }

    static Mono<ServerResponse> json(String body) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .bodyValue(body);
    }
}
