package dev.fairgate.risk.start;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/// What can be said of hosts without asking anybody for their address.
final class Hosts {

    private Hosts() {}

    /// Whether what comes from there is what was sent: https, or this machine.
    static boolean isSafe(String url) {
        return url.startsWith("https://") || (url.startsWith("http://") && isLoopback(ofUrl(url)));
    }

    static String ofUrl(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null ? url : host;
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    static String ofNode(String node) {
        int colon = node.lastIndexOf(':');
        return colon < 0 ? node : node.substring(0, colon);
    }

    static boolean isLoopback(String host) {
        return host.equals("localhost")
                || literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    static boolean isPrivate(String host) {
        return isLoopback(host)
                || literal(host)
                        .filter(it -> it.isSiteLocalAddress() || isUniqueLocal(it))
                        .isPresent();
    }

    /// `fc00::/7` (RFC 4193).
    private static boolean isUniqueLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    }

    private static Optional<InetAddress> literal(String host) {
        String bare =
                host.startsWith("[") && host.endsWith("]")
                        ? host.substring(1, host.length() - 1)
                        : host;
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
