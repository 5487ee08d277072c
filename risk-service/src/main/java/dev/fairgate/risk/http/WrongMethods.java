package dev.fairgate.risk.http;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Answers 405 with `Allow` where a path has routes, but none for the method, and no route says so
/// itself. It is asked last and asks the routes themselves.
@Configuration(proxyBeanMethods = false)
class WrongMethods {

    private static final List<HttpMethod> METHODS =
            List.of(
                    HttpMethod.GET,
                    HttpMethod.POST,
                    HttpMethod.PUT,
                    HttpMethod.PATCH,
                    HttpMethod.DELETE);

    @Bean
    HandlerMapping wrongMethodMapping(List<RouterFunction<ServerResponse>> routes) {
        RouterFunctionMapping mapping =
                new RouterFunctionMapping(request -> wrongMethod(request, routes));
        mapping.setOrder(Ordered.LOWEST_PRECEDENCE);
        return mapping;
    }

    private static Mono<HandlerFunction<ServerResponse>> wrongMethod(
            ServerRequest request, List<RouterFunction<ServerResponse>> routes) {
        if (request.path().startsWith("/demo/")) {
            return Mono.empty(); // what is for this machine only must look absent to all others
        }
        return Flux.fromIterable(METHODS)
                .filterWhen(method -> isTaken(ServerRequest.from(request).method(method), routes))
                .map(HttpMethod::name)
                .collect(joining(", "))
                .filter(allowed -> !allowed.isEmpty())
                .map(allowed -> _ -> Problems.methodNotAllowed(allowed));
    }

    private static Mono<Boolean> isTaken(
            ServerRequest.Builder request, List<RouterFunction<ServerResponse>> routes) {
        ServerRequest other = request.build();
        return Flux.fromIterable(routes).concatMap(it -> it.route(other)).hasElements();
    }
}
