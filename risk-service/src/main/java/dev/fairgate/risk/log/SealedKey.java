package dev.fairgate.risk.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The secret of an epoch under a key that all nodes have and the database has not: AES-256-GCM
/// with a random nonce of 12 bytes before it, and the id of the epoch as associated data, so that
/// no row opens as another's.
record SealedKey(String hex) {

    /// Nonce, secret and tag.
    static final int BYTES = 12 + EpochKey.BYTES + 16;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    SealedKey {
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException("a sealed key has " + BYTES + " bytes");
        }
    }

    static SealedKey of(byte[] bytes) {
        return new SealedKey(HexFormat.of().formatHex(bytes));
    }

    /// Seals the secret of an epoch.
    static SealedKey seal(EpochKey key, SecretKey under) {
        byte[] sealed = new byte[BYTES];
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        System.arraycopy(nonce, 0, sealed, 0, NONCE);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, under, nonce, key.id());
            cipher.doFinal(key.secret().getEncoded(), 0, EpochKey.BYTES, sealed, NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
        return of(sealed);
    }

    /// The key of an epoch; empty where it was sealed under another key, or changed.
    Optional<EpochKey> open(String id, Instant since, SecretKey under) {
        byte[] sealed = bytes();
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, under, Arrays.copyOf(sealed, NONCE), id);
            byte[] secret = cipher.doFinal(sealed, NONCE, BYTES - NONCE);
            return Optional.of(new EpochKey(id, since, new SecretKeySpec(secret, "HmacSHA256")));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    private static Cipher cipher(int mode, SecretKey under, byte[] nonce, String id)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, under, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("fairgate epoch 1\n" + id).getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
