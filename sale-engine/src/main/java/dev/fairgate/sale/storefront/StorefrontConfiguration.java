package dev.fairgate.sale.storefront;

import com.samskivert.mustache.Mustache;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Templates and static parts.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorefrontSettings.class)
class StorefrontConfiguration {

    private static final String ASSETS = "/assets/";
    private static final Duration SHORT_LIFE = Duration.ofMinutes(1);
    private static final Duration LONG_LIFE = Duration.ofDays(365);

    /// Templates escape what they print; a value that is missing is a bug and fails the page.
    @Bean
    Mustache.Compiler mustacheCompiler(Mustache.TemplateLoader templates) {
        return Mustache.compiler().emptyStringIsFalse(true).withLoader(templates);
    }

    @Bean
    Assets assets() {
        return Assets.load();
    }

    @Bean
    RouterFunction<ServerResponse> assetRoutes(Assets assets) {
        return RouterFunctions.resources(
                request -> Mono.justOrEmpty(part(assets, request)),
                (resource, headers) -> {
                    if (resource instanceof Assets.Part part) {
                        describe(part, headers);
                    }
                });
    }

    private static Optional<Resource> part(Assets assets, ServerRequest request) {
        String path = request.path();
        return path.startsWith(ASSETS)
                ? assets.find(path.substring(ASSETS.length()), takesPacked(request))
                        .map(part -> part)
                : Optional.empty();
    }

    private static void describe(Assets.Part part, HttpHeaders headers) {
        headers.setCacheControl(life(part.isForGood()));
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (part.isPacked()) {
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
    }

    private static boolean takesPacked(ServerRequest request) {
        return request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream()
                .anyMatch(accepted -> accepted.contains("gzip"));
    }

    private static CacheControl life(boolean forGood) {
        return forGood
                ? CacheControl.maxAge(LONG_LIFE).cachePublic().immutable()
                : CacheControl.maxAge(SHORT_LIFE).cachePublic();
    }
}
