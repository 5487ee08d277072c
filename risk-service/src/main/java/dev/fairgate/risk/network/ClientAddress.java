package dev.fairgate.risk.network;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// The address a purchase came from.
///
/// Only plain literals are addresses: dotted decimal without leading zeros, or RFC 4291 text.
/// Ports, brackets, zones, spaces, octal, hexadecimal and short forms are refused, and nothing is
/// ever looked up. An IPv4-mapped IPv6 address is the IPv4 address it maps; `64:ff9b::/96` and
/// `2002::/16` stay IPv6, because their last hop is.
public final class ClientAddress {

    private static final int LONGEST_LITERAL = 45;
    private static final long MAPPED = 0xffff_0000_0000L;
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    // Lists and networks look addresses up for every request: no buffer for that.
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;

    private ClientAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Reads a literal; empty for anything else.
    public static Optional<ClientAddress> parse(String literal) {
        if (literal.length() > LONGEST_LITERAL || !isLiteral(literal)) {
            return Optional.empty();
        }
        try {
            // each by its own method: the common one tries IPv4 first, by way of an exception
            InetAddress address =
                    literal.indexOf(':') < 0
                            ? Inet4Address.ofLiteral(literal)
                            : Inet6Address.ofLiteral(literal);
            return Optional.of(new ClientAddress(address.getAddress()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Whether this is an IPv4 address, mapped ones included.
    public boolean isIpv4() {
        return bytes.length == 4;
    }

    /// The canonical text of the whole address, for example `192.0.2.17` or `2001:db8:0:0:0:0:0:1`.
    public String text() {
        return textOf(bytes);
    }

    /// The canonical text of the network of this address, for example `192.0.2.0/24`.
    ///
    /// @param length bits, at least 8, within the address
    public String prefix(int length) {
        if (length < 8 || length > bytes.length * 8) {
            throw new IllegalArgumentException("no prefix of " + length + " bits");
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(bytes, length / 8), bytes.length);
        if (length % 8 != 0) {
            network[length / 8] = (byte) (bytes[length / 8] & 0xff00 >> length % 8);
        }
        return textOf(network) + "/" + length;
    }

    @Override
    public String toString() {
        return text();
    }

    /// The first 64 of 128 bits; none are set for IPv4, which counts as mapped.
    public long high() {
        return isIpv4() ? 0 : (long) LONG.get(bytes, 0);
    }

    /// The last 64 of 128 bits.
    public long low() {
        return isIpv4()
                ? MAPPED | Integer.toUnsignedLong((int) INT.get(bytes, 0))
                : (long) LONG.get(bytes, 8);
    }

    InetAddress toInetAddress() {
        return inetAddress(bytes);
    }

    /// The JDK's own literals allow more: `127.1`, `2130706433`, zones and brackets.
    private static boolean isLiteral(String text) {
        if (IPV4.matcher(text).matches()) {
            return true;
        }
        int lastColon = text.lastIndexOf(':');
        String tail = text.substring(lastColon + 1);
        return lastColon >= 0
                && IPV6.matcher(text).matches()
                && (tail.indexOf('.') < 0 || IPV4.matcher(tail).matches());
    }

    private static String textOf(byte[] bytes) {
        return inetAddress(bytes).getHostAddress();
    }

    private static InetAddress inetAddress(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
