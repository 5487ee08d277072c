package dev.fairgate.sale.web;

import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Headers of every answer, so that no route can forget them: a browser refuses what a page of ours
/// never does, stays with https where cookies do, and keeps nothing unless the route says that it
/// may.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecurityHeaders implements WebFilter {

    static final Map<String, String> ALWAYS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self';"
                            + " img-src 'self' https: data:; connect-src 'self';"
                            + " worker-src 'self'; form-action 'self'; base-uri 'none';"
                            + " frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "same-origin",
                    "Cross-Origin-Opener-Policy",
                    "same-origin");

    private static final String A_YEAR = "max-age=31536000";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        set(headers);
        ServerHttpRequest request = exchange.getRequest();
        String host = request.getHeaders().getFirst(HttpHeaders.HOST);
        if (!PlainHttp.isOnLoopback(request.getURI(), host)) {
            headers.set("Strict-Transport-Security", A_YEAR);
        }
        exchange.getResponse().beforeCommit(() -> keepNothing(headers));
        return chain.filter(exchange);
    }

    static void set(HttpHeaders headers) {
        ALWAYS.forEach(headers::set);
    }

    private static Mono<Void> keepNothing(HttpHeaders headers) {
        return Mono.fromRunnable(
                () -> {
                    if (headers.getCacheControl() == null) {
                        headers.setCacheControl("no-store");
                    }
                });
    }
}
