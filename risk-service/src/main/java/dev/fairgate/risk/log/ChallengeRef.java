package dev.fairgate.risk.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Stands for a challenge in the log, where its id would be a key to it: the first 8 bytes of the
/// id's SHA-256, in hex. An id has 128 random bits, so nobody finds it by trying.
record ChallengeRef(String text) {

    private static final int BYTES = 8;

    static ChallengeRef of(String challengeId) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(challengeId.getBytes(StandardCharsets.UTF_8));
            return new ChallengeRef(HexFormat.of().formatHex(hash, 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
