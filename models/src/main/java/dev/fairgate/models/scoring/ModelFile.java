package dev.fairgate.models.scoring;

import dev.fairgate.models.feature.FeatureName;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/// Models as files: written, and read from wherever they come. A file is numbers and short texts in
/// a fixed layout (docs/models-format.md) behind a hash; reading one runs no code of it, and what
/// is wrong with it is said in one sentence and never thrown.
public final class ModelFile {

    /// Longer files are not looked at, signed or not.
    public static final int MOST_BYTES = 32 << 20;

    /// What leaves room for a signature.
    static final int MOST_UNSIGNED_BYTES = MOST_BYTES - Signature.BYTES;

    private static final int WARM_UP_BYTES = 4 << 20;

    private ModelFile() {}

    /// What became of reading.
    public sealed interface Reading {

        /// Refuses a model that does not want the features as decisions have them now.
        default Reading forDecisions() {
            return switch (this) {
                case Refused refused -> refused;
                case Valid valid ->
                        unsuited(valid.model().schema()).<Reading>map(Refused::new).orElse(valid);
            };
        }
    }

    /// A model.
    ///
    /// @param version names it and nothing else: see [#version]
    public record Valid(Model model, String version) implements Reading {}

    /// No model.
    ///
    /// @param why a sentence for people
    public record Refused(String why) implements Reading {}

    /// Has the JVM compile what hashes files, so that the first one costs no more than the next:
    /// of 32 MiB about 55 ms and not 110. Takes about 50 ms itself.
    public static void warmUp() {
        Hashes.of(new byte[WARM_UP_BYTES], WARM_UP_BYTES);
    }

    /// The file of a model, unsigned: the same model, the same bytes.
    ///
    /// @throws IllegalArgumentException if it is too large to be read again
    public static byte[] write(Model model) {
        byte[] file = new ModelWriter(model).withoutHash();
        byte[] hash = Hashes.of(file, file.length).body();
        System.arraycopy(hash, 0, file, file.length - Hashes.BYTES, Hashes.BYTES);
        return file;
    }

    /// The model of an unsigned file.
    public static Reading read(byte[] file) {
        return read(file, () -> Hashes.of(file, file.length));
    }

    /// The model of an unsigned file on disk: a regular file itself, no link to one.
    public static Reading read(Path path) {
        return switch (FileBytes.read(path, MOST_BYTES)) {
            case FileBytes.Read found -> read(found.bytes());
            case FileBytes.Refused refused -> new Refused(refused.why());
        };
    }

    /// The model of a file that one of these keys signed.
    public static Reading readSigned(byte[] signed, Collection<PublicKey> trusted) {
        Hashes hashes = Signature.hashes(signed);
        return switch (Signature.verify(signed, trusted, hashes)) {
            case Signature.Verified verified -> read(verified.file(), () -> hashes);
            case Signature.Refused refused -> new Refused(refused.why());
        };
    }

    /// The same of a file on disk: a regular file itself, no link to one.
    public static Reading readSigned(Path path, Collection<PublicKey> trusted) {
        return switch (FileBytes.read(path, MOST_BYTES)) {
            case FileBytes.Read found -> readSigned(found.bytes(), trusted);
            case FileBytes.Refused refused -> new Refused(refused.why());
        };
    }

    private static Reading read(byte[] file, Supplier<Hashes> hashes) {
        try {
            ModelReader.checkOutside(file);
            Hashes both = hashes.get();
            return new Valid(new ModelReader(file).read(both), version(both));
        } catch (IllegalArgumentException e) {
            return new Refused("This is no model to read: " + e.getMessage() + ".");
        }
    }

    /// What a model is called: `m-` and the first 16 hexadecimal digits of the SHA-256 of its
    /// unsigned file.
    public static String version(byte[] file) {
        return version(Hashes.of(file, file.length));
    }

    private static String version(Hashes hashes) {
        return "m-" + Hashes.hex(hashes.whole());
    }

    private static Optional<String> unsuited(Schema schema) {
        int now = FeatureName.schema().version();
        if (!schema.kind().equals(Schema.FAIRGATE)) {
            return Optional.of("This model is for a table of its own and not for decisions.");
        }
        if (schema.version() != now) {
            return Optional.of(
                    ("This model wants features of version %d, and decisions have version %d:"
                                    + " train it anew.")
                            .formatted(schema.version(), now));
        }
        return schema.inputs().stream()
                .filter(name -> FeatureName.named(name).isEmpty())
                .findFirst()
                .map("This model wants a feature that there is not: '%s'."::formatted);
    }
}
