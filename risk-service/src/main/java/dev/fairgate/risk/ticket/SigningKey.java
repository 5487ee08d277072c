package dev.fairgate.risk.ticket;

import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A ticket key and the id that tickets name it by.
public record SigningKey(String id, SecretKey secret) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,16}");

    /// Makes a key of at least 32 bytes.
    public static SigningKey of(String id, byte[] secret) {
        if (!ID.matcher(id).matches() || secret.length < 32) {
            throw new IllegalArgumentException(
                    "a ticket key has an id of 1 to 16 of A-Z a-z 0-9 _ - and at least 32 bytes");
        }
        return new SigningKey(id, new SecretKeySpec(secret, "HmacSHA256"));
    }
}
