package dev.fairgate.models.scoring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// Says who made a model file: 76 bytes behind it, of an Ed25519 key. What is signed is a line that
/// says what it is for, and the SHA-256 of the whole unsigned file, so that a long file costs one
/// pass and no copy.
public final class Signature {

    /// How much longer a signed file is.
    public static final int BYTES = 4 + 8 + 64;

    /// "FGS1".
    private static final int MAGIC = 0x46475331;

    private static final int ID_BYTES = 8;
    private static final byte[] PURPOSE = "fairgate model 1\n".getBytes(StandardCharsets.US_ASCII);

    private Signature() {}

    /// What became of verifying.
    public sealed interface Verification {}

    /// It is by a trusted key.
    ///
    /// @param file without the signature
    /// @param keyId whose it is: see [Keys#id]
    @SuppressWarnings("ArrayRecordComponent") // handed on, not kept
    public record Verified(byte[] file, String keyId) implements Verification {}

    /// Nobody knows who made it.
    ///
    /// @param why a sentence for people
    public record Refused(String why) implements Verification {}

    /// The same file with a signature behind it. The same file and key give the same bytes.
    ///
    /// @param file unsigned, as [ModelFile#write] gives it
    public static byte[] sign(byte[] file, KeyPair keys) {
        if (file.length < Hashes.BYTES || file.length > ModelFile.MOST_UNSIGNED_BYTES) {
            throw new IllegalArgumentException(
                    "no model file has %,d bytes".formatted(file.length));
        }
        try {
            var signer = java.security.Signature.getInstance("Ed25519");
            signer.initSign(keys.getPrivate());
            signer.update(signedPart(Hashes.of(file, file.length)));
            return ByteBuffer.allocate(file.length + BYTES)
                    .put(file)
                    .putInt(MAGIC)
                    .put(idBytes(keys.getPublic()))
                    .put(signer.sign())
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a pair of Ed25519 keys is needed", e);
        }
    }

    /// Whether one of these keys signed a file.
    public static Verification verify(byte[] signed, Collection<PublicKey> trusted) {
        return verify(signed, trusted, hashes(signed));
    }

    /// Of the file before the signature; of nothing if it is too short or too long to have one.
    static Hashes hashes(byte[] signed) {
        int length = signed.length - BYTES;
        boolean isUsual = length >= Hashes.BYTES && signed.length <= ModelFile.MOST_BYTES;
        return isUsual ? Hashes.of(signed, length) : new Hashes(new byte[0], new byte[0]);
    }

    static Verification verify(byte[] signed, Collection<PublicKey> trusted, Hashes hashes) {
        int length = signed.length - BYTES;
        if (signed.length > ModelFile.MOST_BYTES) {
            return new Refused("This file is longer than 32 MiB.");
        }
        if (length < Hashes.BYTES || ByteBuffer.wrap(signed).getInt(length) != MAGIC) {
            return new Refused("This file is not signed, or is cut off.");
        }
        byte[] id = Arrays.copyOfRange(signed, length + 4, length + 4 + ID_BYTES);
        List<PublicKey> keys =
                trusted.stream().filter(key -> Arrays.equals(idBytes(key), id)).toList();
        if (keys.isEmpty()) {
            return new Refused(
                    "This file is signed with key %s, which is not among the trusted ones."
                            .formatted(Hashes.hex(id)));
        }
        byte[] part = signedPart(hashes);
        return keys.stream().anyMatch(key -> isBy(key, part, signed))
                ? new Verified(Arrays.copyOf(signed, length), Hashes.hex(id))
                : new Refused("The signature is wrong: this file was changed after it was signed.");
    }

    private static boolean isBy(PublicKey key, byte[] part, byte[] signed) {
        try {
            var verifier = java.security.Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(part);
            return verifier.verify(signed, signed.length - 64, 64);
        } catch (GeneralSecurityException e) {
            return false; // not even of the shape of a signature
        }
    }

    private static byte[] signedPart(Hashes hashes) {
        return ByteBuffer.allocate(PURPOSE.length + Hashes.BYTES)
                .put(PURPOSE)
                .put(hashes.whole())
                .array();
    }

    static byte[] idBytes(PublicKey key) {
        return Arrays.copyOf(Hashes.sha256().digest(key.getEncoded()), ID_BYTES);
    }
}
