package dev.fairgate.risk.log;

import dev.fairgate.risk.network.ClientAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A network of one of the six sizes that the log has pseudonyms of: /32, /24 and /20 of IPv4, /64,
/// /56 and /48 of IPv6.
///
/// @param address any in it
/// @param bits of its prefix
public record Prefix(ClientAddress address, int bits) {

    private static final Pattern TEXT = Pattern.compile("([0-9A-Fa-f:.]{2,45})/(\\d{2})");

    /// Refuses every other size.
    public Prefix {
        if (!isLogged(address, bits)) {
            throw new IllegalArgumentException("the log has no pseudonyms of a /" + bits);
        }
    }

    /// Reads `192.0.2.0/24`; empty for anything else. Bits behind the prefix do not count, so that
    /// an address will do for the network around it.
    public static Optional<Prefix> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(parts.group(2));
        return ClientAddress.parse(parts.group(1))
                .filter(address -> isLogged(address, bits))
                .map(address -> new Prefix(address, bits));
    }

    /// The network, for example `192.0.2.0/24`.
    public String text() {
        return address.prefix(bits);
    }

    /// What a line of an epoch has where its address is in this network.
    String inLine(Pseudonyms names) {
        return "\"" + bits + "\":\"" + names.of(address, bits) + "\"";
    }

    private static boolean isLogged(ClientAddress address, int bits) {
        return IntStream.of(Pseudonyms.levels(address)).anyMatch(level -> level == bits);
    }
}
