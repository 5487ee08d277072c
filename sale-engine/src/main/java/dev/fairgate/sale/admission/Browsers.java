package dev.fairgate.sale.admission;

import dev.fairgate.sale.web.PlainHttp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;

/// What can be said about the browser and the page that sent a request.
public final class Browsers {

    private Browsers() {}

    /// Whether the page was asked for over plain http on this machine: the one case in which
    /// cookies go without `Secure`.
    public static boolean isPlainLoopback(ServerRequest request) {
        return PlainHttp.isOnLoopback(
                request.uri(), request.headers().firstHeader(HttpHeaders.HOST));
    }

    /// Whether the request was made by a page of this very origin. A browser cannot be made to lie
    /// in `Origin`, and sends it with every request that changes something.
    public static boolean isSameOrigin(ServerRequest request) {
        String origin = request.headers().firstHeader(HttpHeaders.ORIGIN);
        String host = request.headers().firstHeader(HttpHeaders.HOST);
        if (origin == null || host == null) {
            return false;
        }
        try {
            return host.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Whether the TCP peer is this machine.
    public static boolean isLocalPeer(ServerRequest request) {
        return request.remoteAddress()
                .map(InetSocketAddress::getAddress)
                .filter(InetAddress::isLoopbackAddress)
                .isPresent();
    }
}
