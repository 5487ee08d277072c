package dev.fairgate.risk.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The policy document that a node was started with.
///
/// @param document without a fault
/// @param hash of what the operator has said: the same file and patch, the same hash
/// @param fixed whether it decides alone, whatever else is stored
public record Seed(String document, String hash, boolean fixed) {

    private static final int HASH_LENGTH = 32;

    /// Hashes what the operator has said.
    public static Seed of(String document, String said, boolean fixed) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(said.getBytes(StandardCharsets.UTF_8));
            return new Seed(
                    document, HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH), fixed);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
