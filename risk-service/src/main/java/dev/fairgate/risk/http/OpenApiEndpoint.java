package dev.fairgate.risk.http;

import java.io.IOException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/// `GET /openapi.json`: the calls of this service as an OpenAPI 3.1 document, written by hand and
/// held against the routes and the contract by a test.
@Configuration(proxyBeanMethods = false)
class OpenApiEndpoint {

    private static final String PATH = "/openapi.json";
    private static final Duration LIFE = Duration.ofMinutes(1);

    @Bean
    RouterFunction<ServerResponse> openApiRoutes() throws IOException {
        byte[] document =
                new ClassPathResource("openapi/risk-service.json").getContentAsByteArray();
        return RouterFunctions.route()
                .GET(
                        PATH,
                        _ ->
                                ServerResponse.ok()
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .cacheControl(CacheControl.maxAge(LIFE))
                                        .bodyValue(document))
                .add(Problems.onlyAllow(HttpMethod.GET, PATH))
                .build();
    }
}
