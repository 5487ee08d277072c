package dev.fairgate.sale.admission;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// An IPv4 or IPv6 address, read from a strict literal: four decimal numbers without leading zeros,
/// or an IPv6 literal without zone, brackets or port. An IPv4-mapped IPv6 address is the IPv4
/// address.
///
/// The JDK's own reading is not strict (`""` is loopback, `127.1` and `2130706433` are addresses),
/// so the form is checked before it is asked; names never reach it, and no lookup happens.
public record ClientAddress(InetAddress address) {

    private static final Pattern IPV4 =
            Pattern.compile(
                    "(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}"
                            + "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");
    private static final Pattern IPV6 = Pattern.compile("(?=.{2,45}$)[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    /// The address in a text, or empty when it is not exactly one literal.
    public static Optional<ClientAddress> parse(String text) {
        if (IPV4.matcher(text).matches()) {
            return Optional.of(new ClientAddress(InetAddress.ofLiteral(text)));
        }
        if (!IPV6.matcher(text).matches() || !isTailStrict(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClientAddress(Inet6Address.ofLiteral(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// An IPv4 tail, as in `::ffff:192.0.2.1`, is as strict as an IPv4 address.
    private static boolean isTailStrict(String text) {
        return text.indexOf('.') < 0
                || IPV4.matcher(text.substring(text.lastIndexOf(':') + 1)).matches();
    }

    /// The literal that this address is always written as, without the zone that a link-local peer
    /// comes with.
    public String text() {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    @Override
    public String toString() {
        return text();
    }
}
