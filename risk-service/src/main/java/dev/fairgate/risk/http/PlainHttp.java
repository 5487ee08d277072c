package dev.fairgate.risk.http;

import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Pages asked for over plain http on this machine: the one case without https, in which cookies go
/// without `Secure`. Behind a proxy that ends TLS the scheme is http too, but the host is not this
/// machine.
public final class PlainHttp {

    /// Matched as text: the header can be any nonsense.
    private static final Pattern LOOPBACK =
            Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d{1,5})?");

    private PlainHttp() {}

    /// Whether it is such a request.
    public static boolean isOnLoopback(ServerHttpRequest request) {
        String host = request.getHeaders().getFirst(HttpHeaders.HOST);
        return host != null
                && LOOPBACK.matcher(host).matches()
                && "http".equals(request.getURI().getScheme());
    }
}
