package dev.fairgate.proof.simulate.time;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A digest of all that happened: when, in which order, and what. Two runs with the same hash were
/// the same run.
public final class Trace {

    private final MessageDigest digest = sha256();
    private final ByteBuffer head = ByteBuffer.allocate(Long.BYTES);
    private long events;

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void add(long at, String what) {
        events++;
        digest.update(head.clear().putLong(at).flip());
        digest.update(what.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    /// How many events there were.
    public long events() {
        return events;
    }

    /// The digest of all events, once they are over.
    public String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
