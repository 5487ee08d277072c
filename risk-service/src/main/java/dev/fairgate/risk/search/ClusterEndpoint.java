package dev.fairgate.risk.search;

import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.identity.Callers;
import dev.fairgate.risk.identity.Role;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Campaigns over HTTP.
@Configuration(proxyBeanMethods = false)
class ClusterEndpoint {

    static final String PATH = "/api/v1/clusters";

    private static final String ONE = PATH + "/{id}";

    private static final Problem NONE = Problem.clusterNotFound();

    private final Clusters clusters;

    ClusterEndpoint(Clusters clusters) {
        this.clusters = clusters;
    }

    @Bean
    RouterFunction<ServerResponse> clusterRoutes(Callers callers) {
        return RouterFunctions.route()
                .GET(PATH, this::list)
                .add(Problems.onlyAllow(HttpMethod.GET, PATH))
                .GET(ONE, this::one)
                .add(Problems.onlyAllow(HttpMethod.GET, ONE))
                .filter(callers.only(Role.ANALYST))
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        var _ = new Parameters(request.queryParams()).allowOnly(Set.of());
        return SearchEndpoint.json(ClusterJson.list(clusters.current()));
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        String id = request.pathVariable("id");
        ClusterQuery query = ClusterQuery.of(request.queryParams());
        return query.nodeOnly()
                ? SearchEndpoint.answer(clusters.own(id), NodePageJson::write, NONE)
                : SearchEndpoint.answer(
                        clusters.of(id, SearchEndpoint.authorization(request)),
                        members -> ClusterJson.one(members, query),
                        NONE);
    }
}
