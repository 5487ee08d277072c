package dev.fairgate.sale.storefront;

import dev.fairgate.sale.admission.Browsers;
import dev.fairgate.sale.web.Refusal;
import java.net.URI;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// What anybody reads: what is kept of whom, and in which language.
@Configuration(proxyBeanMethods = false)
class ReadingPages {

    private static final String SIGN_IN = "/login?return=";

    private final Pages pages;

    ReadingPages(Pages pages) {
        this.pages = pages;
    }

    @Bean
    RouterFunction<ServerResponse> readingRoutes() {
        return RouterFunctions.route()
                .GET("/privacy", request -> pages.render(request, 200, "privacy", Map.of()))
                .POST("/language", this::choose)
                .build();
    }

    private Mono<ServerResponse> choose(ServerRequest request) {
        return pages.ownForm(request)
                .flatMap(form -> choose(request, form))
                .onErrorResume(Refusal.class, e -> pages.message(request, e.problem()));
    }

    private Mono<ServerResponse> choose(ServerRequest request, MultiValueMap<String, String> form) {
        Language chosen =
                Language.of(Pages.first(form, "language")).orElseGet(() -> Language.of(request));
        boolean secure = !Browsers.isPlainLoopback(request);
        return ServerResponse.seeOther(URI.create(back(Pages.first(form, "page"))))
                .cookie(chosen.cookie(secure))
                .build();
    }

    /// The page that the form was on; that of the sign-in knows where it leads.
    private static String back(String path) {
        return path.startsWith(SIGN_IN)
                ? SIGN_IN + Pages.ownPath(path.substring(SIGN_IN.length()))
                : Pages.ownPath(path);
    }
}
