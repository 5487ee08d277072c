package dev.fairgate.models.scoring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Ed25519 keys that models are signed with, and their PEM files. A private file holds both halves
/// of a pair (PKCS#8, then X.509); a public one holds any number of public halves, so that keys can
/// be changed without a day on which nothing is trusted. Messages of exceptions are for people.
public final class Keys {

    private static final int LONGEST_FILE = 16 << 10;
    private static final int MOST_TRUSTED = 32;
    private static final Set<PosixFilePermission> OWNER_ALONE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private Keys() {}

    /// A new pair.
    public static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /// What a key is called: the first 16 hexadecimal digits of the SHA-256 of its X.509 form.
    public static String id(PublicKey key) {
        return Hashes.hex(Signature.idBytes(key));
    }

    /// Writes a pair to a new file that its owner alone may read.
    ///
    /// @throws IOException if there is such a file already, or it cannot be kept from others
    public static void writePrivate(KeyPair keys, Path file) throws IOException {
        String text =
                pem("PRIVATE KEY", keys.getPrivate().getEncoded())
                        + pem("PUBLIC KEY", keys.getPublic().getEncoded());
        var isOwners = PosixFilePermissions.asFileAttribute(OWNER_ALONE);
        try {
            Files.createFile(file, isOwners);
        } catch (UnsupportedOperationException e) {
            throw new IOException("'" + file + "' is on a disk that keeps nothing from others.", e);
        }
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }

    /// Writes the public half to a new file.
    ///
    /// @throws IOException if there is such a file already
    public static void writePublic(PublicKey key, Path file) throws IOException {
        Files.writeString(
                file,
                pem("PUBLIC KEY", key.getEncoded()),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
    }

    /// Reads what [#writePrivate] wrote.
    public static KeyPair readPrivate(Path file) throws IOException {
        String text = text(file);
        List<byte[]> privates = parts("PRIVATE KEY", text, file);
        List<byte[]> publics = parts("PUBLIC KEY", text, file);
        if (privates.size() != 1 || publics.size() != 1) {
            throw new IOException(
                    "'%s' must hold one private key and then its public key, both as PEM."
                            .formatted(file));
        }
        try {
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            KeyPair keys =
                    new KeyPair(
                            publicKey(publics.getFirst(), file),
                            factory.generatePrivate(new PKCS8EncodedKeySpec(privates.getFirst())));
            requirePair(keys, file);
            return keys;
        } catch (GeneralSecurityException e) {
            throw new IOException("'" + file + "' holds no Ed25519 key.", e);
        }
    }

    /// The public keys of a file, 1 to 32.
    public static List<PublicKey> readPublic(Path file) throws IOException {
        List<byte[]> parts = parts("PUBLIC KEY", text(file), file);
        if (parts.isEmpty() || parts.size() > MOST_TRUSTED) {
            throw new IOException("'" + file + "' must hold 1 to 32 public keys as PEM.");
        }
        PublicKey[] keys = new PublicKey[parts.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = publicKey(parts.get(i), file);
        }
        return List.of(keys);
    }

    private static PublicKey publicKey(byte[] encoded, Path file) throws IOException {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IOException("'" + file + "' holds a public key that is not Ed25519.", e);
        }
    }

    /// A signature that nobody can verify is worse than none.
    private static void requirePair(KeyPair keys, Path file) throws IOException {
        byte[] signed = Signature.sign(new byte[Hashes.BYTES], keys);
        if (!(Signature.verify(signed, List.of(keys.getPublic())) instanceof Signature.Verified)) {
            throw new IOException("'" + file + "' holds two keys that are no pair.");
        }
    }

    private static String pem(String kind, byte[] encoded) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, lines, kind);
    }

    private static List<byte[]> parts(String kind, String text, Path file) throws IOException {
        Pattern part =
                Pattern.compile(
                        "-----BEGIN %s-----([A-Za-z0-9+/=\\s]*)-----END %s-----"
                                .formatted(kind, kind));
        try {
            return part.matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .map(Base64.getMimeDecoder()::decode)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + file + "' is no PEM file.", e);
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST_FILE + 1);
            if (bytes.length > LONGEST_FILE) {
                throw new IOException("'" + file + "' is too long for a file of keys.");
            }
            return new String(bytes, StandardCharsets.US_ASCII);
        }
    }
}
