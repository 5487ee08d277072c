package dev.fairgate.risk.console;

import dev.fairgate.risk.http.PlainHttp;
import java.time.Duration;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.ServerRequest;

/// The console's own cookie. Browsers ignore ports, so it must not share a name with the
/// storefront's; and `__Host-` needs https, which a first run on loopback does not have.
final class SessionCookie {

    private static final String ON_LOOPBACK = "fairgate_console";
    private static final String SECURE = "__Host-fairgate-console";

    private SessionCookie() {}

    /// What the request brought; an empty text without a cookie.
    static String value(ServerRequest request) {
        HttpCookie cookie = request.cookies().getFirst(name(request));
        return cookie == null ? "" : cookie.getValue();
    }

    static ResponseCookie of(ServerRequest request, String token, Duration life) {
        return ResponseCookie.from(name(request), token)
                .path("/")
                .httpOnly(true)
                .secure(!PlainHttp.isOnLoopback(request.exchange().getRequest()))
                .sameSite("Lax")
                .maxAge(life)
                .build();
    }

    static ResponseCookie none(ServerRequest request) {
        return of(request, "", Duration.ZERO);
    }

    private static String name(ServerRequest request) {
        return PlainHttp.isOnLoopback(request.exchange().getRequest()) ? ON_LOOPBACK : SECURE;
    }
}
