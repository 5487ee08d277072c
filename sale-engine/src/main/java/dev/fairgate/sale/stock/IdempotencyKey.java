package dev.fairgate.sale.stock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;

/// The caller's name for one intention to buy: 1 to 255 visible ASCII characters. Repeating it
/// within [#LIFE] gives the same order. Kept as a digest, so that a key has one length and no odd
/// characters.
public record IdempotencyKey(String value) {

    /// How long a 201 is repeated.
    public static final Duration LIFE = Duration.ofHours(24);

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    public IdempotencyKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Idempotency-Key: must have 1 to 255 visible ASCII characters");
        }
    }

    String digest() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(value.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Keys are the caller's secret: not for logs.
    @Override
    public String toString() {
        return "IdempotencyKey";
    }
}
