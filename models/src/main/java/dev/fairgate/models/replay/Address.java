package dev.fairgate.models.replay;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address a purchase of a CSV came from; its networks have the texts that they have online.
final class Address {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 =
            Pattern.compile("[0-9A-Fa-f:]{1,40}:([0-9A-Fa-f]{0,4}|" + IPV4.pattern() + ")");

    /// Tables like to make 732758368.8 of 732758368.
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,10})(\\.\\d*)?");

    private static final long MOST = 0xffff_ffffL;
    private static final int[] IPV4_LEVELS = {32, 24, 20};
    private static final int[] IPV6_LEVELS = {64, 56, 48};

    private final byte[] bytes;

    private Address(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Of 4 or 16 bytes.
    static Address of(byte[] bytes) {
        return new Address(bytes.clone());
    }

    /// Reads a literal, or a number from 0 to 2^32 - 1; what stands behind a point is left out.
    static Optional<Address> read(String text) {
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            long value = Long.parseLong(number.group(1));
            return value > MOST ? Optional.empty() : Optional.of(ipv4((int) value));
        }
        try {
            if (IPV4.matcher(text).matches()) {
                return Optional.of(new Address(Inet4Address.ofLiteral(text).getAddress()));
            }
            return IPV6.matcher(text).matches()
                    ? Optional.of(new Address(InetAddress.ofLiteral(text).getAddress()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean isIpv4() {
        return bytes.length == 4;
    }

    /// 4 or 16 of them.
    byte[] bytes() {
        return bytes.clone();
    }

    /// The prefixes that count, the smallest network first.
    int[] levels() {
        return (isIpv4() ? IPV4_LEVELS : IPV6_LEVELS).clone();
    }

    /// The canonical text of the whole address.
    String text() {
        return textOf(bytes);
    }

    /// The canonical text of the network of so many bits around it, for example `192.0.2.0/24`.
    String network(int bits) {
        byte[] network = Arrays.copyOf(Arrays.copyOf(bytes, bits / 8), bytes.length);
        if (bits % 8 != 0) {
            network[bits / 8] = (byte) (bytes[bits / 8] & 0xff00 >> bits % 8);
        }
        return textOf(network) + "/" + bits;
    }

    private static Address ipv4(int value) {
        return new Address(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    private static String textOf(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
