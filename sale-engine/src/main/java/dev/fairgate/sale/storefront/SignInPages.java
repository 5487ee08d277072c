package dev.fairgate.sale.storefront;

import dev.fairgate.sale.admission.Account;
import dev.fairgate.sale.admission.Sessions;
import dev.fairgate.sale.web.Refusal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseCookie;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Signing in with a name, and signing out: profile `demo`. In production the OIDC issuer signs
/// people in.
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class SignInPages {

    /// As demo accounts are: no newcomers.
    private static final Duration CUSTOMER_FOR = Duration.ofDays(30);

    private final Pages pages;
    private final Sessions sessions;

    SignInPages(Pages pages, Sessions sessions) {
        this.pages = pages;
        this.sessions = sessions;
    }

    @Bean
    RouterFunction<ServerResponse> signInRoutes() {
        return RouterFunctions.route()
                .GET("/login", this::ask)
                .POST("/login", this::signIn)
                .POST("/logout", this::signOut)
                .build();
    }

    private Mono<ServerResponse> ask(ServerRequest request) {
        return ask(request, 200, "", request.queryParam("return").orElse("/"), false);
    }

    private Mono<ServerResponse> ask(
            ServerRequest request, int status, String name, String back, Object notice) {
        return pages.render(
                request,
                status,
                "login",
                Map.of(
                        "name",
                        name,
                        "returnPath",
                        Pages.ownPath(back),
                        "pagePath",
                        "/login?return=" + Pages.ownPath(back),
                        "notice",
                        notice));
    }

    private Mono<ServerResponse> signIn(ServerRequest request) {
        return pages.ownForm(request)
                .flatMap(form -> signIn(request, form))
                .onErrorResume(Refusal.class, e -> pages.message(request, e.problem()));
    }

    private Mono<ServerResponse> signIn(ServerRequest request, MultiValueMap<String, String> form) {
        String name = Pages.first(form, "name").strip().toLowerCase(Locale.ROOT);
        String back = Pages.ownPath(Pages.first(form, "return"));
        if (!Account.isId(name)) {
            Map<String, Object> notice = Notice.of(pages.texts(request), "name-refused");
            return ask(request, 400, "", back, notice);
        }
        Instant registered = InstantSource.system().instant().minus(CUSTOMER_FOR);
        return to(back, sessions.open(request, name, registered));
    }

    private Mono<ServerResponse> signOut(ServerRequest request) {
        return pages.ownForm(request)
                .flatMap(form -> to("/", sessions.close(request)))
                .onErrorResume(Refusal.class, e -> pages.message(request, e.problem()));
    }

    private static Mono<ServerResponse> to(String path, ResponseCookie cookie) {
        return ServerResponse.seeOther(URI.create(path)).cookie(cookie).build();
    }
}
