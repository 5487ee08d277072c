package dev.fairgate.models.feature;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Puts names into 256 cells, so that nobody without the key can choose names that share one.
///
/// A name's characters are the coefficients of a polynomial over the integers modulo 2^61 - 1, read
/// at a secret point (Carter and Wegman, "Universal classes of hash functions", 1979): two names of
/// n characters collide with a chance of at most n / 2^61 before they are folded to a cell.
public final class Cells {

    private static final long PRIME = (1L << 61) - 1;

    private final long point;

    /// @param key shared by all nodes, at least 16 bytes; with another key all counts begin anew
    public Cells(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException("a key has at least 16 bytes, not " + key.length);
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] secret = mac.doFinal("fairgate cells 1".getBytes(StandardCharsets.US_ASCII));
            this.point = 1 + Long.remainderUnsigned(ByteBuffer.wrap(secret).getLong(), PRIME - 1);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    /// The cell of a name, 0 to 255.
    public int of(String name) {
        return (int) (hash(name) >>> 56);
    }

    /// 64 bits of a name, as hard to foresee as its cell.
    public long hash(String name) {
        return mix(polynomial(name, point));
    }

    static long polynomial(String name, long point) {
        long value = 1;
        for (int i = 0; i < name.length(); i++) {
            value = times(value, point) + name.charAt(i);
        }
        return times(value, point);
    }

    private static long times(long value, long point) {
        long high = Math.multiplyHigh(value, point);
        long low = value * point;
        long sum = (low & PRIME) + ((high << 3) | (low >>> 61));
        sum = (sum & PRIME) + (sum >>> 61);
        return sum >= PRIME ? sum - PRIME : sum;
    }

    /// Spreads 61 bits over 64 (the finalizer of SplitMix64: Steele, Lea, Flood, 2014).
    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
