package dev.fairgate.sale.web;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Pages asked for over plain http on this machine: the one case without https, in which cookies go
/// without `Secure`. Behind a proxy that ends TLS the scheme is http too, but the host is not this
/// machine.
public final class PlainHttp {

    /// Matched as text: the header can be any nonsense.
    private static final Pattern LOOPBACK =
            Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d{1,5})?");

    private PlainHttp() {}

    /// Whether a request of this address is such a one.
    ///
    /// @param host the header
    public static boolean isOnLoopback(URI uri, @Nullable String host) {
        return host != null && LOOPBACK.matcher(host).matches() && "http".equals(uri.getScheme());
    }
}
