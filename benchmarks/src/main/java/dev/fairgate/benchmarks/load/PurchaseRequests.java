package dev.fairgate.benchmarks.load;

import dev.fairgate.benchmarks.PurchaseBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.function.LongFunction;

/// Purchases by many buyers: by default each has an account, a device and an address of its own,
/// and brings 60 telemetry events. Tokens are signed before the clock runs.
final class PurchaseRequests implements RequestSource {

    private static final String LINE = "\r\n";
    private static final String NO_BODY = "{}";

    private final byte[][] requests;
    private int next;

    private PurchaseRequests(byte[][] requests) {
        this.requests = requests;
    }

    /// Who buys.
    ///
    /// @param first number of the first buyer; two ranges that do not overlap share nothing
    /// @param count how many buyers; the sources go round when there are more requests
    record Buyers(long first, int count) {}

    /// How a purchase is made.
    ///
    /// @param path of the call
    /// @param withKey whether an Idempotency-Key comes along
    /// @param address of buyer number n of the range
    record Style(String path, boolean withKey, IntFunction<String> address) {

        /// A purchase in this sale from an address of the buyer's own.
        static Style plain(String path, Buyers buyers) {
            return new Style(path, false, n -> PurchaseRequests.address(buyers.first() + n));
        }
    }

    static PurchaseRequests of(AccountTokens tokens, Buyers buyers, Style style) {
        return new PurchaseRequests(requests(tokens, buyers, style, PurchaseBody::of));
    }

    /// Requests that get as far as having their token checked, and are then refused with 400: they
    /// make tokens known without buying anything.
    static PurchaseRequests tokensOnly(AccountTokens tokens, Buyers buyers, Style style) {
        return new PurchaseRequests(requests(tokens, buyers, style, _ -> NO_BODY));
    }

    /// An IPv4 address per number: an odd factor permutes the last 24 bits, so no two of the first
    /// 16 million share one, and neighbours fall into different networks.
    static String address(long number) {
        int bits = (int) (number * 0x9E3779B1L) & 0xFFFFFF;
        return "11." + (bits >>> 16) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }

    @Override
    public void next(ByteBuffer out) {
        out.put(requests[next]);
        next = next + 1 == requests.length ? 0 : next + 1;
    }

    private static byte[][] requests(
            AccountTokens tokens, Buyers buyers, Style style, LongFunction<String> bodies) {
        byte[][] requests = new byte[buyers.count()][];
        for (int i = 0; i < requests.length; i++) {
            long number = buyers.first() + i;
            String body = bodies.apply(number);
            String account = "buyer-" + number;
            requests[i] =
                    ("POST "
                                    + style.path()
                                    + " HTTP/1.1"
                                    + LINE
                                    + "Host: 127.0.0.1"
                                    + LINE
                                    + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Fairgate"
                                    + LINE
                                    + "Accept: application/json"
                                    + LINE
                                    + "Accept-Language: de-DE,de;q=0.9,en;q=0.8"
                                    + LINE
                                    + "Content-Type: application/json"
                                    + LINE
                                    + "Content-Length: "
                                    + body.length()
                                    + LINE
                                    + "Authorization: Bearer "
                                    + tokens.sign(account, "buyer")
                                    + LINE
                                    + "X-Forwarded-For: "
                                    + style.address().apply(i)
                                    + LINE
                                    + "X-Fairgate-Device: device-"
                                    + number
                                    + LINE
                                    + (style.withKey()
                                            ? "Idempotency-Key: key-" + number + LINE
                                            : "")
                                    + LINE
                                    + body)
                            .getBytes(StandardCharsets.US_ASCII);
        }
        return requests;
    }
}
