package dev.fairgate.models.scoring;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Both hashes of an unsigned file, SHA-256, made in one pass.
///
/// @param body of all but its last 32 bytes, which are to be just that
/// @param whole of all of it: what the file is named and signed by
@SuppressWarnings("ArrayRecordComponent") // compared and forgotten
record Hashes(byte[] body, byte[] whole) {

    static final int BYTES = 32;

    // What is called often is compiled sooner than what runs long.
    private static final int SLICE = 16 << 10;

    /// @param length of the file, which these bytes begin with
    static Hashes of(byte[] bytes, int length) {
        try {
            MessageDigest digest = sha256();
            int end = Math.max(0, length - BYTES);
            for (int from = 0; from < end; from += SLICE) {
                digest.update(bytes, from, Math.min(SLICE, end - from));
            }
            byte[] body = ((MessageDigest) digest.clone()).digest();
            digest.update(bytes, end, length - end);
            return new Hashes(body, digest.digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every JDK can clone its SHA-256", e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The first eight bytes as 16 hexadecimal digits.
    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, 8);
    }
}
