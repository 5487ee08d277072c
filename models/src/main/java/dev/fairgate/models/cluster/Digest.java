package dev.fairgate.models.cluster;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// What stands in ids where others have random bits, so that ids say what they name.
final class Digest {

    private static final int BYTES = 10;

    private Digest() {}

    /// The first ten bytes of SHA-256.
    static byte[] tenBytesOf(byte[] content) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(content), BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
