package dev.fairgate.sale.payment;

import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;

/// Tells the provider's bodies from everybody else's, by `Fairgate-Signature: t=<unix
/// seconds>,v1=<hex HMAC-SHA256(secret, t + "." + body)>`. There may be several `v1`, one for each
/// secret that lives; other schemes are passed over.
final class Signatures {

    static final String HEADER = "Fairgate-Signature";

    /// How far `t` may be from the ledger's time, to either side.
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final int LONGEST = 1024;
    private static final int MOST = 8;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

    private final List<byte[]> secrets;
    private final InstantSource ledgerTime;

    Signatures(List<byte[]> secrets, InstantSource ledgerTime) {
        this.secrets = List.copyOf(secrets);
        this.ledgerTime = ledgerTime;
    }

    /// Whether anything can be proven at all.
    boolean areAccepted() {
        return !secrets.isEmpty();
    }

    /// Passes over what the provider signed a short while ago.
    ///
    /// @throws Refusal 401 that names the fault
    void require(List<String> headers, byte[] body) {
        Parsed signature = parse(headers);
        if (!isOurs(signature, body)) {
            throw refused("no v1 is the HMAC-SHA256 of t, a dot and this body.");
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(signature.seconds()));
        if (Duration.between(at, ledgerTime.instant()).abs().compareTo(TOLERANCE) > 0) {
            throw refused("t is more than 5 minutes from now; sign anew to send again.");
        }
    }

    private record Parsed(String seconds, List<byte[]> digests) {}

    private static Parsed parse(List<String> headers) {
        if (headers.size() != 1 || headers.getFirst().length() > LONGEST) {
            throw refused("must be sent once, with at most " + LONGEST + " characters.");
        }
        List<String> times = new ArrayList<>();
        List<byte[]> digests = new ArrayList<>();
        for (String part : headers.getFirst().split(",", -1)) {
            String item = part.strip();
            if (item.startsWith("t=") && SECONDS.matcher(item.substring(2)).matches()) {
                times.add(item.substring(2));
            } else if (item.startsWith("v1=") && DIGEST.matcher(item.substring(3)).matches()) {
                digests.add(HexFormat.of().parseHex(item.substring(3)));
            }
        }
        if (times.size() != 1 || digests.isEmpty() || digests.size() > MOST) {
            throw refused("must be t=<unix seconds>,v1=<64 hex digits>, with up to 8 v1.");
        }
        return new Parsed(times.getFirst(), digests);
    }

    private boolean isOurs(Parsed signature, byte[] body) {
        boolean ours = false;
        for (byte[] secret : secrets) {
            byte[] expected = digest(secret, signature.seconds(), body);
            for (byte[] given : signature.digests()) {
                ours |= MessageDigest.isEqual(expected, given);
            }
        }
        return ours;
    }

    private static byte[] digest(byte[] secret, String seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static Refusal refused(String fault) {
        return new Refusal(
                new Problem("invalid-signature", 401, "Not signed", HEADER + ": " + fault)
                        .header(HttpHeaders.WWW_AUTHENTICATE, HEADER));
    }
}
