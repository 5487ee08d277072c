package dev.fairgate.risk.console;

import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import dev.fairgate.risk.policy.CurrentPolicy;
import dev.fairgate.risk.policy.Policy;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// The console's pages and the numbers behind them. Pages are static files; whatever changes
/// reaches them as JSON and enters the document as text.
@Configuration(proxyBeanMethods = false)
class ConsoleEndpoint {

    private static final String FILES = "risk-console/";
    static final URI HOME = URI.create("/console/");
    private static final URI LOGIN = URI.create("/console/login");

    private final Sessions sessions;
    private final RecentDecisions recent;
    private final CurrentPolicy current;

    ConsoleEndpoint(Sessions sessions, RecentDecisions recent, CurrentPolicy current) {
        this.sessions = sessions;
        this.recent = recent;
        this.current = current;
    }

    /// What the page asks for every second.
    record Live(
            String viewer, long policyVersion, String mode, RecentDecisions.Snapshot snapshot) {}

    @Bean
    RouterFunction<ServerResponse> consoleRoutes() {
        return RouterFunctions.route()
                .GET("/console", _ -> redirect(HOME))
                .GET("/console/", request -> signedIn(request, _ -> file("index.html")))
                .GET("/console/login", _ -> file("login.html"))
                .POST("/console/logout", ConsoleEndpoint::logout)
                .GET("/console/recent", this::live)
                .GET("/console/console.css", _ -> file("console.css"))
                .GET("/console/console.js", _ -> file("console.js"))
                .GET("/console/mark.svg", _ -> file("mark.svg"))
                .filter(OwnPages.only())
                .build();
    }

    private Mono<ServerResponse> live(ServerRequest request) {
        Optional<String> viewer = sessions.open(SessionCookie.value(request));
        if (viewer.isEmpty()) {
            return Problems.respond(Problem.unauthenticated());
        }
        Policy policy = current.get();
        return ServerResponse.ok()
                .cacheControl(CacheControl.noStore())
                .bodyValue(
                        new Live(
                                viewer.get(),
                                policy.version(),
                                policy.mode().name().toLowerCase(Locale.ROOT),
                                recent.snapshot()));
    }

    private Mono<ServerResponse> signedIn(
            ServerRequest request, Function<String, Mono<ServerResponse>> page) {
        return sessions.open(SessionCookie.value(request))
                .map(page)
                .orElseGet(() -> redirect(LOGIN));
    }

    private static Mono<ServerResponse> logout(ServerRequest request) {
        return ServerResponse.seeOther(LOGIN).cookie(SessionCookie.none(request)).build();
    }

    static Mono<ServerResponse> redirect(URI where) {
        return ServerResponse.seeOther(where).cacheControl(CacheControl.noStore()).build();
    }

    private static Mono<ServerResponse> file(String name) {
        return ServerResponse.ok()
                .contentType(typeOf(name))
                .cacheControl(CacheControl.noCache())
                .bodyValue(new ClassPathResource(FILES + name));
    }

    private static MediaType typeOf(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "html" -> MediaType.parseMediaType("text/html;charset=UTF-8");
            case "css" -> MediaType.parseMediaType("text/css;charset=UTF-8");
            case "svg" -> MediaType.parseMediaType("image/svg+xml");
            default -> MediaType.parseMediaType("text/javascript;charset=UTF-8");
        };
    }
}
