package dev.fairgate.captcha;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 over fields of which each carries its length in front, so that no two lists of
/// fields are the same bytes (what ALTCHA's CVE-2025-68113 lacked). The purpose comes first, so
/// that a MAC made for one purpose is never one for another.
final class ChallengeMac {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    ChallengeMac(byte[] key) {
        if (key.length < 32) {
            throw new IllegalArgumentException(
                    "the key must have at least 32 bytes, had " + key.length);
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /// 32 bytes for the purpose and the fields, in their order.
    byte[] over(String purpose, String... fields) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            update(mac, purpose);
            for (String field : fields) {
                update(mac, field);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static void update(Mac mac, String field) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        mac.update(bytes);
    }
}
