package dev.fairgate.risk.network;

import java.util.Optional;
import java.util.regex.Pattern;

/// A block of addresses: the first bits of 128, the others zero. IPv4 counts as the IPv6 addresses
/// that map it, so that `192.0.2.0/24` has 120 bits.
///
/// @param length bits that count, 0 to 128
record Block(long high, long low, int length) {

    /// The blocks that facts are remembered for: a /24 and a /48.
    private static final int NETWORK_IPV4 = 96 + 24;

    private static final int NETWORK_IPV6 = 48;

    private static final long MAPPED = 0xffffL;

    /// Whoever lists more than a /8 or a /16 of IPv6 made a mistake.
    private static final int WIDEST_IPV4 = 96 + 8;

    private static final int WIDEST_IPV6 = 16;

    private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

    Block {
        high &= length >= 64 ? -1L : mask(length);
        low &= length <= 64 ? 0L : mask(length - 64);
    }

    /// The block of that length around an address.
    static Block of(ClientAddress address, int length) {
        return new Block(address.high(), address.low(), length);
    }

    /// The /24 or /48 of an address.
    static Block networkOf(ClientAddress address) {
        return of(address, address.isIpv4() ? NETWORK_IPV4 : NETWORK_IPV6);
    }

    /// The address alone.
    static Block alone(ClientAddress address) {
        return of(address, 128);
    }

    /// Reads `address` or `address/length`; bits after the length may be set. Empty for anything
    /// else, and for what is wider than anybody can mean.
    static Optional<Block> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return ClientAddress.parse(text).map(Block::alone);
        }
        String length = text.substring(slash + 1);
        if (!LENGTH.matcher(length).matches()) {
            return Optional.empty();
        }
        return ClientAddress.parse(text.substring(0, slash))
                .flatMap(address -> sized(address, Integer.parseInt(length)));
    }

    /// The /24 or /48 that this block lies in; this one when it is as wide.
    Block network() {
        boolean ipv4 = high == 0 && low >>> 32 == MAPPED && length >= WIDEST_IPV4;
        return new Block(high, low, Math.min(length, ipv4 ? NETWORK_IPV4 : NETWORK_IPV6));
    }

    private static Optional<Block> sized(ClientAddress address, int length) {
        int bits = address.isIpv4() ? length + 96 : length;
        int widest = address.isIpv4() ? WIDEST_IPV4 : WIDEST_IPV6;
        return bits < widest || bits > 128 ? Optional.empty() : Optional.of(of(address, bits));
    }

    /// @param ones 1 to 64, or 0
    private static long mask(int ones) {
        return ones == 0 ? 0L : -1L << (64 - ones);
    }
}
