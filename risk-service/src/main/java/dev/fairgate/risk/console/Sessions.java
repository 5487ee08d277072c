package dev.fairgate.risk.console;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Sealed session tokens (AES-256-GCM), which any node with the same key can read.
///
/// The token is `base64url(nonce ‖ ciphertext)`, the text inside `<expiry seconds>:<name>`.
final class Sessions {

    /// A working day.
    static final Duration LIFE = Duration.ofHours(8);

    private static final byte[] PURPOSE = "fairgate.console.1".getBytes(StandardCharsets.UTF_8);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MAX_TOKEN = 512;

    private final SecretKey key;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Sessions(SecretKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /// A token for a name that was checked before.
    String seal(String name) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String text = clock.instant().plus(LIFE).getEpochSecond() + ":" + name;
        byte[] sealed =
                crypt(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8))
                        .orElseThrow(() -> new IllegalStateException("sealing always works"));
        byte[] token =
                ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /// The name in a token; empty when it is not one of ours or is over.
    Optional<String> open(String token) {
        if (token.length() > MAX_TOKEN) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            byte[] nonce = new byte[NONCE_BYTES];
            if (bytes.remaining() <= NONCE_BYTES) {
                return Optional.empty();
            }
            bytes.get(nonce);
            byte[] sealed = new byte[bytes.remaining()];
            bytes.get(sealed);
            return crypt(Cipher.DECRYPT_MODE, nonce, sealed).flatMap(this::liveName);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64
        }
    }

    private Optional<String> liveName(byte[] opened) {
        String text = new String(opened, StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        Instant expiry = Instant.ofEpochSecond(Long.parseLong(text.substring(0, colon)));
        return clock.instant().isBefore(expiry)
                ? Optional.of(text.substring(colon + 1))
                : Optional.empty();
    }

    private Optional<byte[]> crypt(int mode, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(PURPOSE);
            return Optional.of(cipher.doFinal(text));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
