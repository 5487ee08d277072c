package dev.fairgate.risk.ticket;

import com.github.f4b6a3.ulid.Ulid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;

/// Makes the ids of decisions, and tells of an id whether it is one of an account's.
///
/// An id is a ULID: 6 bytes of time, 5 of chance, and the first 5 of HMAC-SHA-256(key,
/// `fairgate.decision.1` time chance account). So whose a decision is takes no store, no log and no
/// other node to know, for as long as the key lives; that costs the decision one HMAC. Who would
/// speak about somebody else's decision, or about one that never was, has one chance in 2^40 a try.
public final class DecisionIds {

    private static final byte[] PURPOSE = "fairgate.decision.1".getBytes(StandardCharsets.UTF_8);
    private static final int LENGTH = 16;
    private static final int SIGNED = 11;

    private final List<SigningKey> keys;
    private final InstantSource clock;
    private final RandomGenerator chance;

    /// @param keys those of tickets; the first makes ids, all recognise them
    /// @param chance one that nobody can foresee
    public DecisionIds(List<SigningKey> keys, InstantSource clock, RandomGenerator chance) {
        this.keys = List.copyOf(keys);
        this.clock = clock;
        this.chance = chance;
    }

    /// A new id for a decision about this account.
    public String next(String account) {
        byte[] random = new byte[SIGNED - Long.BYTES + 2];
        chance.nextBytes(random);
        byte[] id =
                ByteBuffer.allocate(LENGTH)
                        .putLong(clock.millis() << Short.SIZE)
                        .position(Long.BYTES - 2)
                        .put(random)
                        .array();
        System.arraycopy(mac(keys.getFirst(), id, account), 0, id, SIGNED, LENGTH - SIGNED);
        return Ulid.from(id).toString();
    }

    /// Whether this is the id of a decision about this account.
    ///
    /// @param id a ULID
    public boolean isOf(String id, String account) {
        byte[] bytes = Ulid.from(id).toBytes();
        byte[] seal = Arrays.copyOfRange(bytes, SIGNED, LENGTH);
        return keys.stream()
                .map(key -> Arrays.copyOf(mac(key, bytes, account), seal.length))
                .anyMatch(expected -> MessageDigest.isEqual(expected, seal));
    }

    /// When a decision was made, by the clock of the node that made it.
    ///
    /// @param id a ULID
    public static Instant madeAt(String id) {
        return Ulid.from(id).getInstant();
    }

    private static byte[] mac(SigningKey key, byte[] id, String account) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key.secret());
            mac.update(PURPOSE);
            mac.update(id, 0, SIGNED);
            return mac.doFinal(account.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
