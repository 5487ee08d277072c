package dev.fairgate.risk.http;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Problems as answers: status, headers and body, the same wherever they come from.
public final class Problems {

    /// How long a caller should wait when the service itself is the problem.
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Problems() {}

    /// The answer for a problem, with the headers its status demands.
    public static Mono<ServerResponse> respond(Problem problem) {
        return respond(problem, Optional.empty());
    }

    /// The answer for a problem that ends by itself.
    ///
    /// @param retryAfter when, for the Retry-After header (rounded up to whole seconds)
    public static Mono<ServerResponse> respond(Problem problem, Duration retryAfter) {
        return respond(problem, Optional.of(retryAfter));
    }

    /// The answer to a caller whose tokens are used up.
    ///
    /// @param bucket which ones, for the RateLimit header
    /// @param retryAfter until there is one again
    public static Mono<ServerResponse> tooManyRequests(String bucket, Duration retryAfter) {
        return ServerResponse.status(429)
                .headers(
                        headers ->
                                headersOf(Problem.tooManyRequests(), Optional.of(retryAfter))
                                        .forEach(headers::set))
                .header("RateLimit", "\"%s\";r=0;t=%d".formatted(bucket, seconds(retryAfter)))
                .bodyValue(json(Problem.tooManyRequests()));
    }

    private static Mono<ServerResponse> respond(Problem problem, Optional<Duration> retryAfter) {
        return ServerResponse.status(problem.status())
                .headers(headers -> headersOf(problem, retryAfter).forEach(headers::set))
                .bodyValue(json(problem));
    }

    /// Answers 405 for every method on a path that no earlier route took.
    public static RouterFunction<ServerResponse> onlyAllow(HttpMethod method, String path) {
        return onlyAllow(path, method);
    }

    /// The same for a path that takes several.
    public static RouterFunction<ServerResponse> onlyAllow(String path, HttpMethod... methods) {
        String allowed = Stream.of(methods).map(HttpMethod::name).collect(joining(", "));
        return RouterFunctions.route(RequestPredicates.path(path), _ -> methodNotAllowed(allowed));
    }

    static Mono<ServerResponse> methodNotAllowed(String allowed) {
        return ServerResponse.status(405)
                .header(HttpHeaders.ALLOW, allowed)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyValue(json(Problem.methodNotAllowed()));
    }

    /// The problem as a JSON object.
    public static String text(Problem problem) {
        return MAPPER.writeValueAsString(problem);
    }

    static byte[] json(Problem problem) {
        return text(problem).getBytes(StandardCharsets.UTF_8);
    }

    static Map<String, String> headersOf(Problem problem, Optional<Duration> retryAfter) {
        String type = MediaType.APPLICATION_PROBLEM_JSON_VALUE;
        if (problem.status() == 401) {
            return Map.of(HttpHeaders.CONTENT_TYPE, type, HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        Optional<Duration> wait =
                problem.status() == 503 ? retryAfter.or(() -> Optional.of(SOON)) : retryAfter;
        return wait.map(
                        time ->
                                Map.of(
                                        HttpHeaders.CONTENT_TYPE,
                                        type,
                                        HttpHeaders.RETRY_AFTER,
                                        Long.toString(seconds(time))))
                .orElseGet(() -> Map.of(HttpHeaders.CONTENT_TYPE, type));
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
