package dev.fairgate.risk.export;

import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.identity.Callers;
import dev.fairgate.risk.identity.Role;
import dev.fairgate.risk.store.RiskStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The export over HTTP, in JSON Lines. An admin has no export of the fleet, but the preview that
/// an admin asks one node for reads the logs of the others under the admin's name.
@Configuration(proxyBeanMethods = false)
class ExportEndpoint {

    static final String PATH = "/api/v1/decisions/export";

    private final Exports exports;

    ExportEndpoint(Exports exports) {
        this.exports = exports;
    }

    @Bean
    RouterFunction<ServerResponse> exportRoutes(Callers callers) {
        return RouterFunctions.route()
                .GET(PATH, this::export)
                .add(Problems.onlyAllow(HttpMethod.GET, PATH))
                .filter(callers.only(Role.ANALYST, Role.ADMIN))
                .build();
    }

    private Mono<ServerResponse> export(ServerRequest request) {
        ExportQuery query = ExportQuery.of(request.queryParams());
        if (!query.nodeOnly() && !Callers.has(request, Role.ANALYST)) {
            return Problems.respond(Problem.forbidden(Role.ANALYST.wireName()));
        }
        // There is exactly one, or nobody would be here.
        String authorization = request.headers().header(HttpHeaders.AUTHORIZATION).getFirst();
        return exports.of(query, authorization)
                .flatMap(
                        lines ->
                                lines.map(ExportEndpoint::respond)
                                        .orElseGet(
                                                () -> Problems.respond(Problem.tooManyRequests())))
                .onErrorResume(RiskStore::isAway, _ -> Problems.respond(Problem.riskUnavailable()));
    }

    private static Mono<ServerResponse> respond(Flux<byte[]> lines) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_NDJSON)
                .cacheControl(CacheControl.noStore())
                .body(lines.map(DefaultDataBufferFactory.sharedInstance::wrap), DataBuffer.class);
    }
}
