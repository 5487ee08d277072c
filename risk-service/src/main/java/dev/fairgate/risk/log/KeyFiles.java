package dev.fairgate.risk.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keys of epochs in files beside a node's log, which outlive its process.
///
/// `epoch-<id>.key` has three lines: when the epoch began, the key in base64, and the SHA-256 of
/// the two, so that a file which was cut short or changed is told from a key.
record KeyFiles(LogFolder folder) {

    private static final Logger log = LoggerFactory.getLogger(KeyFiles.class);
    private static final Pattern NAME = Pattern.compile("epoch-([0-9a-f]{12})\\.key");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 6;

    /// A new key, in no file yet.
    static EpochKey random(Instant since) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[EpochKey.BYTES];
        RANDOM.nextBytes(id);
        RANDOM.nextBytes(secret);
        return new EpochKey(
                HexFormat.of().formatHex(id), since, new SecretKeySpec(secret, "HmacSHA256"));
    }

    /// Keeps a key.
    void put(EpochKey key) throws IOException {
        String content =
                key.since()
                        + "\n"
                        + Base64.getEncoder().encodeToString(key.secret().getEncoded())
                        + "\n";
        folder.make();
        folder.put(
                nameOf(key.id()),
                (content + checkOf(content) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /// The key of an epoch; empty where it is destroyed, damaged or of another node.
    Optional<EpochKey> of(String id) {
        Path file = folder.path().resolve(nameOf(id));
        return id.isEmpty() || !Files.exists(file) ? Optional.empty() : read(file);
    }

    /// The key whose epoch began last.
    Optional<EpochKey> newest() throws IOException {
        return folder.files().stream()
                .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                .flatMap(file -> read(file).stream())
                .max(Comparator.comparing(EpochKey::since));
    }

    /// Destroys keys, and what a process that died left half done.
    void destroy(Predicate<String> isUseless) throws IOException {
        for (Path file : folder.files()) {
            String name = file.getFileName().toString();
            Matcher key = NAME.matcher(name);
            if ((key.matches() && isUseless.test(key.group(1)))
                    || LogFolder.isUnfinished(name, NAME)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String nameOf(String id) {
        return "epoch-" + id + ".key";
    }

    private static Optional<EpochKey> read(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(name.group(1), Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // destroyed meanwhile
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            log.warn(
                    "{} cannot be read ({}): the addresses of its epoch can be joined no more, and"
                            + " if it is the newest, a new epoch begins",
                    file,
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static EpochKey parse(String id, String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !checkOf(lines[0] + "\n" + lines[1] + "\n").equals(lines[2])) {
            throw new IllegalArgumentException("not whole");
        }
        byte[] secret = Base64.getDecoder().decode(lines[1]);
        return new EpochKey(id, Instant.parse(lines[0]), new SecretKeySpec(secret, "HmacSHA256"));
    }

    private static String checkOf(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
