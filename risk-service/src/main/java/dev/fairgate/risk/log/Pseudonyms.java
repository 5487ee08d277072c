package dev.fairgate.risk.log;

import dev.fairgate.risk.network.ClientAddress;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;

/// Pseudonyms of addresses and of the networks around them, under the key of one epoch. For one
/// thread.
///
/// One is the first 16 bytes of HMAC-SHA-256 over `fairgate address 1`, the level and the prefix,
/// each ended by a line feed, in base64url: none of them can contain one, so that no two levels or
/// prefixes make the same text. A plain hash would be undone by trying 2^32 addresses.
final class Pseudonyms {

    private static final int BYTES = 16;
    private static final int[] IPV4 = {32, 24, 20};
    private static final int[] IPV6 = {64, 56, 48};

    private final String epoch;
    private final Mac mac;

    Pseudonyms(EpochKey key) {
        this.epoch = key.id();
        try {
            this.mac = Mac.getInstance("HmacSHA256");
            mac.init(key.secret());
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    /// The id of its key.
    String epoch() {
        return epoch;
    }

    /// The levels that an address has pseudonyms at, the smallest network first.
    static int[] levels(ClientAddress address) {
        return (address.isIpv4() ? IPV4 : IPV6).clone();
    }

    /// The pseudonym of the network of so many bits around an address.
    String of(ClientAddress address, int level) {
        String text = "fairgate address 1\n" + level + "\n" + address.prefix(level) + "\n";
        byte[] whole = mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, BYTES));
    }
}
