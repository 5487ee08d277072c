package dev.fairgate.risk.list;

import dev.fairgate.risk.network.ClientAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// A block of addresses that somebody may list. IPv4 and IPv6 are two worlds: no block of the one
/// has an address of the other, so that `::/16` has nothing to do with mapped IPv4 addresses.
///
/// A block wider than a /8, or a /16 of IPv6, is a slip of the pen: `203.0.113.0/2` for `/24` would
/// refuse a quarter of the internet, and a /16 of IPv6 is already more than any registry gives to
/// one operator.
///
/// @param high the first bits, 64 of IPv6 and 32 of IPv4, from the left; those after `length` are 0
/// @param low the last 64 bits of IPv6
/// @param length bits that count
record Prefix(boolean ipv4, long high, long low, int length) implements Reading<Prefix> {

    private static final int SHORTEST_IPV4 = 8;
    private static final int SHORTEST_IPV6 = 16;
    private static final Pattern LENGTH = Pattern.compile("0|[1-9]\\d{0,2}");

    private static final Fault<Prefix> NO_BLOCK =
            new Fault<>(
                    "must be an address or a block such as 192.0.2.0/24 or 2001:db8::/32, without"
                            + " port, brackets, zone, spaces or leading zeros");
    private static final Fault<Prefix> MAPPED =
            new Fault<>("is a block of mapped IPv4 addresses: write it as IPv4");
    private static final Fault<Prefix> WIDE_IPV4 =
            new Fault<>("must have a length from 8 to 32: nobody can mean a wider block");
    private static final Fault<Prefix> WIDE_IPV6 =
            new Fault<>("must have a length from 16 to 128: nobody can mean a wider block");

    /// Reads `address` or `address/length`.
    static Reading<Prefix> read(String text) {
        int slash = text.indexOf('/');
        Optional<ClientAddress> address =
                ClientAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return NO_BLOCK;
        }
        Prefix alone = alone(address.get());
        if (slash < 0) {
            return alone;
        }
        String length = text.substring(slash + 1);
        if (!LENGTH.matcher(length).matches()) {
            return NO_BLOCK;
        }
        return alone.ipv4 && text.indexOf(':') >= 0
                ? MAPPED
                : alone.cutTo(Integer.parseInt(length));
    }

    /// The address alone.
    static Prefix alone(ClientAddress address) {
        boolean ipv4 = address.isIpv4();
        return new Prefix(ipv4, high(address), low(address), ipv4 ? 32 : 128);
    }

    /// The bits of an address as this class has them.
    static long high(ClientAddress address) {
        return address.isIpv4() ? address.low() << 32 : address.high();
    }

    /// The rest of them.
    static long low(ClientAddress address) {
        return address.isIpv4() ? 0 : address.low();
    }

    /// The bits of a length, from the left.
    ///
    /// @param ones 0 to 64
    static long mask(int ones) {
        return ones == 0 ? 0L : -1L << (64 - ones);
    }

    /// Whether some address is in both.
    boolean overlaps(Prefix other) {
        int least = Math.min(length, other.length);
        return ipv4 == other.ipv4 && first(least).equals(other.first(least));
    }

    /// The usual text, IPv6 as in RFC 5952: `192.0.2.0/24`, `2001:db8::/32`.
    String text() {
        return (ipv4 ? dotted() : grouped()) + "/" + length;
    }

    private Reading<Prefix> cutTo(int wanted) {
        if (wanted > length || wanted < (ipv4 ? SHORTEST_IPV4 : SHORTEST_IPV6)) {
            return ipv4 ? WIDE_IPV4 : WIDE_IPV6;
        }
        Prefix cut = first(wanted);
        return cut.high == high && cut.low == low
                ? cut
                : new Fault<>("has bits set after its length: the block is " + cut.text());
    }

    private Prefix first(int bits) {
        return new Prefix(
                ipv4, high & mask(Math.min(bits, 64)), low & mask(Math.max(bits - 64, 0)), bits);
    }

    private String dotted() {
        return "%d.%d.%d.%d"
                .formatted(high >>> 56, high >>> 48 & 0xff, high >>> 40 & 0xff, high >>> 32 & 0xff);
    }

    private String grouped() {
        int zeros = longestZeros();
        int after = zeros + zerosFrom(zeros);
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < 8; group++) {
            if (after - zeros > 1 && group == zeros) {
                text.append("::");
                group = after - 1;
            } else {
                text.append(text.isEmpty() || (group == after && after - zeros > 1) ? "" : ":")
                        .append(Integer.toHexString(group(group)));
            }
        }
        return text.toString();
    }

    /// Where the first of the longest runs of groups that are zero begins.
    private int longestZeros() {
        int longest = 0;
        for (int group = 1; group < 8; group++) {
            longest = zerosFrom(group) > zerosFrom(longest) ? group : longest;
        }
        return longest;
    }

    private int zerosFrom(int group) {
        int zeros = 0;
        while (group + zeros < 8 && group(group + zeros) == 0) {
            zeros++;
        }
        return zeros;
    }

    private int group(int index) {
        return (int) ((index < 4 ? high : low) >>> (48 - 16 * (index % 4)) & 0xffff);
    }
}
