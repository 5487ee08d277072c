package dev.fairgate.risk.policy;

import dev.fairgate.risk.http.Problems;
import java.io.IOException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// `GET /schemas/policy.json`: the JSON Schema of policy documents, for editors and for whoever
/// writes one; a test holds it and the reader together.
@Configuration(proxyBeanMethods = false)
class PolicySchemaEndpoint {

    private static final String PATH = "/schemas/policy.json";
    private static final Duration LIFE = Duration.ofHours(1);

    @Bean
    RouterFunction<ServerResponse> policySchemaRoutes() throws IOException {
        byte[] schema = new ClassPathResource("schemas/policy.json").getContentAsByteArray();
        String tag = "\"" + DigestUtils.md5DigestAsHex(schema) + "\"";
        return RouterFunctions.route()
                .GET(PATH, request -> answer(request, schema, tag))
                .add(Problems.onlyAllow(HttpMethod.GET, PATH))
                .build();
    }

    private static Mono<ServerResponse> answer(ServerRequest request, byte[] schema, String tag) {
        return request.checkNotModified(tag)
                .switchIfEmpty(
                        ServerResponse.ok()
                                .contentType(new MediaType("application", "schema+json"))
                                .cacheControl(CacheControl.maxAge(LIFE).cachePublic())
                                .eTag(tag)
                                .bodyValue(schema));
    }
}
