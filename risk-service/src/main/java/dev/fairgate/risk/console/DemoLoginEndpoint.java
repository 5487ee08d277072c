package dev.fairgate.risk.console;

import dev.fairgate.risk.identity.LoopbackOnly;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// Signing in to the console with a name alone: in profile `demo`, on this machine.
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoLoginEndpoint {

    private static final URI AGAIN = URI.create("/console/login?again");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,64}");

    @Bean
    RouterFunction<ServerResponse> consoleDemoLogin(Sessions sessions) {
        return RouterFunctions.route()
                .POST("/console/login", request -> login(request, sessions))
                .filter(OwnPages.only())
                .filter(LoopbackOnly.filter())
                .build();
    }

    private static Mono<ServerResponse> login(ServerRequest request, Sessions sessions) {
        return request.formData()
                .map(form -> Optional.ofNullable(form.getFirst("name")).orElse(""))
                .flatMap(
                        name ->
                                NAME.matcher(name).matches()
                                        ? signIn(request, sessions.seal(name))
                                        : ConsoleEndpoint.redirect(AGAIN));
    }

    private static Mono<ServerResponse> signIn(ServerRequest request, String token) {
        return ServerResponse.seeOther(ConsoleEndpoint.HOME)
                .cookie(SessionCookie.of(request, token, Sessions.LIFE))
                .build();
    }
}
