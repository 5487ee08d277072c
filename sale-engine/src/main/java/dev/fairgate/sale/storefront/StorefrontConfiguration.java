package dev.fairgate.sale.storefront;

import com.samskivert.mustache.Mustache;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/// Templates and static parts.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorefrontSettings.class)
class StorefrontConfiguration {

    private static final Duration ASSET_LIFE = Duration.ofMinutes(1);

    /// Templates escape what they print; a value that is missing is a bug and fails the page.
    @Bean
    Mustache.Compiler mustacheCompiler(Mustache.TemplateLoader templates) {
        return Mustache.compiler().withLoader(templates);
    }

    @Bean
    RouterFunction<ServerResponse> assetRoutes() {
        return RouterFunctions.resources(
                "/assets/**",
                new ClassPathResource("storefront/assets/"),
                (resource, headers) ->
                        headers.setCacheControl(CacheControl.maxAge(ASSET_LIFE).cachePublic()));
    }
}
