package dev.fairgate.models.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureTest {

    private static final KeyPair OURS = Keys.generate();
    private static final KeyPair THEIRS = Keys.generate();

    private final byte[] file = ModelFile.write(RandomModels.model(new Random(8), 2, 1, 1));
    private final byte[] signed = Signature.sign(file, OURS);

    @Test
    void whatWeSignIsOurs() {
        assertThat(signed).hasSize(file.length + 76).startsWith(file);
        assertThat(Signature.verify(signed, trusted(THEIRS, OURS)))
                .isInstanceOfSatisfying(
                        Signature.Verified.class,
                        verified -> {
                            assertThat(verified.file()).isEqualTo(file);
                            assertThat(verified.keyId()).isEqualTo(Keys.id(OURS.getPublic()));
                        });
        assertThat(ModelFile.readSigned(signed, trusted(OURS)))
                .isInstanceOfSatisfying(
                        ModelFile.Valid.class,
                        valid -> assertThat(valid.version()).isEqualTo(ModelFile.version(file)));
    }

    @Test
    void signingAgainGivesTheSameBytes() {
        assertThat(Signature.sign(file, OURS)).isEqualTo(signed);
    }

    @Test
    void aStrangersSignatureIsRefused() {
        assertThat(why(signed, trusted(THEIRS)))
                .isEqualTo(
                        "This file is signed with key %s, which is not among the trusted ones."
                                .formatted(Keys.id(OURS.getPublic())));
        assertThat(why(signed, List.of())).contains("not among the trusted ones");
    }

    @Test
    void aStrangersSignatureUnderOurNameIsRefused() {
        byte[] forged = Signature.sign(file, THEIRS);
        System.arraycopy(signed, file.length + 4, forged, file.length + 4, 8);

        assertThat(why(forged, trusted(OURS, THEIRS)))
                .isEqualTo("The signature is wrong: this file was changed after it was signed.");
    }

    @Test
    void whatIsNotSignedIsRefused() {
        assertThat(why(file, trusted(OURS))).isEqualTo("This file is not signed, or is cut off.");
        assertThat(why(new byte[0], trusted(OURS))).contains("not signed");
    }

    @Test
    void aSignedFileIsNoUnsignedOne() {
        assertThat(ModelFile.read(signed)).isInstanceOf(ModelFile.Refused.class);
    }

    @Test
    void everyBitOfASignatureCounts() {
        for (int bit = 8 * file.length; bit < 8 * signed.length; bit++) {
            assertThat(why(flipped(bit), trusted(OURS))).as("bit %d", bit).isNotEmpty();
        }
    }

    @Test
    void everyByteThatIsSignedCounts() {
        for (int at = 0; at < file.length; at++) {
            int bit = 8 * at + at % 8;
            assertThat(why(flipped(bit), trusted(OURS))).contains("was changed");
        }
    }

    @Test
    void everyByteOfASignedFileCounts() {
        for (int length = 0; length < signed.length; length++) {
            assertThat(why(Arrays.copyOf(signed, length), trusted(OURS))).isNotEmpty();
        }
    }

    @Test
    void readsSignedFilesFromDiskButThroughNoLink(@TempDir Path folder) throws IOException {
        Path real = Files.write(folder.resolve("real.fgm"), signed);
        Path link = Files.createSymbolicLink(folder.resolve("link.fgm"), real);

        assertThat(ModelFile.readSigned(real, trusted(OURS))).isInstanceOf(ModelFile.Valid.class);
        assertThat(ModelFile.readSigned(link, trusted(OURS))).isInstanceOf(ModelFile.Refused.class);
    }

    @Test
    void keysComeBackFromTheirFiles(@TempDir Path folder) throws IOException {
        Path key = folder.resolve("models.key");
        Path pub = folder.resolve("models.pub");
        Keys.writePrivate(OURS, key);
        Keys.writePublic(OURS.getPublic(), pub);

        assertThat(Signature.sign(file, Keys.readPrivate(key))).isEqualTo(signed);
        assertThat(Keys.readPublic(pub)).containsExactly(OURS.getPublic());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    @Test
    void noKeyIsOverwritten(@TempDir Path folder) throws IOException {
        Path key = folder.resolve("models.key");
        Keys.writePrivate(OURS, key);

        assertThatThrownBy(() -> Keys.writePrivate(THEIRS, key))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Keys.readPrivate(key).getPublic()).isEqualTo(OURS.getPublic());
    }

    @Test
    void oneFileHoldsAllTrustedKeys(@TempDir Path folder) throws IOException {
        Path all = folder.resolve("trusted.pub");
        Keys.writePublic(OURS.getPublic(), all);
        Path other = folder.resolve("other.pub");
        Keys.writePublic(THEIRS.getPublic(), other);
        Files.writeString(all, Files.readString(all) + "\n# the next\n" + Files.readString(other));

        assertThat(Keys.readPublic(all)).containsExactly(OURS.getPublic(), THEIRS.getPublic());
    }

    @Test
    void filesWithoutUsableKeysAreRefusedInASentence(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("some.key");
        KeyPair other = KeyPairGenerator.getInstance("EC").generateKeyPair();

        Files.writeString(file, "nothing");
        assertThatThrownBy(() -> Keys.readPublic(file)).hasMessageContaining("1 to 32 public keys");
        assertThatThrownBy(() -> Keys.readPrivate(file)).hasMessageContaining("one private key");
        Files.writeString(file, "x".repeat(20_000));
        assertThatThrownBy(() -> Keys.readPublic(file)).hasMessageContaining("too long");
        Files.delete(file);
        Keys.writePrivate(other, file);
        assertThatThrownBy(() -> Keys.readPrivate(file)).hasMessageContaining("not Ed25519");
        Files.delete(file);
        Keys.writePrivate(new KeyPair(OURS.getPublic(), THEIRS.getPrivate()), file);
        assertThatThrownBy(() -> Keys.readPrivate(file)).hasMessageContaining("no pair");
        Files.writeString(file, "-----BEGIN PUBLIC KEY-----\nAAA=A\n-----END PUBLIC KEY-----\n");
        assertThatThrownBy(() -> Keys.readPublic(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("some.key");
    }

    private byte[] flipped(int bit) {
        byte[] flipped = signed.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    private static List<PublicKey> trusted(KeyPair... pairs) {
        return Arrays.stream(pairs).map(KeyPair::getPublic).toList();
    }

    private static String why(byte[] signed, List<PublicKey> trusted) {
        Signature.Verification verification = Signature.verify(signed, trusted);
        assertThat(verification).isInstanceOf(Signature.Refused.class);
        return ((Signature.Refused) verification).why();
    }
}
