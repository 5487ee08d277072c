package dev.fairgate.models;

import dev.fairgate.models.evaluation.TableScorer;
import dev.fairgate.models.scoring.Model;
import dev.fairgate.models.scoring.ModelFile;
import dev.fairgate.models.scoring.Signature;
import dev.fairgate.models.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Files of the commands: models that come, results that go, hashes of data.
final class OnDisk {

    private OnDisk() {}

    /// A model from a file of one's own, signed or not; whose signature it is, is for `verify` and
    /// for the service to ask.
    static ModelFile.Valid model(Path file) throws CannotAnalyse {
        return switch (ModelFile.read(file)) {
            case ModelFile.Valid valid -> valid;
            case ModelFile.Refused refused -> withoutSignature(file, refused.why());
        };
    }

    private static ModelFile.Valid withoutSignature(Path file, String why) throws CannotAnalyse {
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= ModelFile.MOST_BYTES) {
                byte[] bytes = Files.readAllBytes(file);
                int length = Math.max(0, bytes.length - Signature.BYTES);
                if (ModelFile.read(Arrays.copyOf(bytes, length)) instanceof ModelFile.Valid valid) {
                    return valid;
                }
            }
        } catch (IOException e) {
            throw new CannotAnalyse("'%s': %s".formatted(file, e));
        }
        throw new CannotAnalyse("'%s': %s".formatted(file, why));
    }

    /// Scores rows of a table that has all that the model wants.
    static TableScorer scorer(Model model, Table table, Path file) throws CannotAnalyse {
        var missing = TableScorer.missing(model, table);
        if (missing.isPresent()) {
            throw new CannotAnalyse(
                    "'%s' has no column '%s', which the model wants."
                            .formatted(file, missing.get()));
        }
        return TableScorer.of(model, table);
    }

    /// Writes a file that has its name only once it is whole.
    static void write(Path file, byte[] bytes) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(unfinished, bytes);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /// The SHA-256 of the contents of files, one after the other.
    static String sha256(Iterable<Path> files) throws IOException {
        MessageDigest digest = digest();
        for (Path file : files) {
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
