package dev.fairgate.risk.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keys of one node, in files beside its log: every node has epochs of its own, so that the same
/// address has other pseudonyms on another node.
///
/// `epoch-<id>.key` has three lines: when the epoch began, the key in base64, and the SHA-256 of
/// the two, so that a file which was cut short or changed is told from a key.
final class FileEpochKeys implements EpochKeys {

    /// The shortest epoch: each begins a file of the log.
    static final Duration SHORTEST = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(FileEpochKeys.class);
    private static final Pattern NAME = Pattern.compile("epoch-([0-9a-f]{12})\\.key");
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 6;

    private final LogFolder folder;
    private final Duration length;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private @Nullable EpochKey current;

    /// @param length of an epoch, at least 1 minute
    FileEpochKeys(LogFolder folder, Duration length, InstantSource clock) {
        if (length.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("epoch must be at least 1m, not " + length);
        }
        this.folder = folder;
        this.length = length;
        this.clock = clock;
    }

    @Override
    public synchronized EpochKey current() throws IOException {
        EpochKey known = current;
        Instant now = clock.instant();
        if (known == null) {
            known = newest().orElse(null);
        }
        if (known == null || !runs(known, now)) {
            known = make(now);
        }
        current = known;
        return known;
    }

    @Override
    public synchronized void retain(Set<String> epochs) throws IOException {
        for (Path file : folder.files()) {
            String name = file.getFileName().toString();
            Matcher key = NAME.matcher(name);
            boolean isUseless = key.matches() && isUseless(key.group(1), epochs);
            if (isUseless || LogFolder.isUnfinished(name, NAME)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private boolean isUseless(String id, Set<String> epochs) throws IOException {
        if (epochs.contains(id)) {
            return false;
        }
        // The one that was current before a restart still is, if nobody has asked for it yet.
        EpochKey known = current == null ? newest().orElse(null) : current;
        return known == null || !known.id().equals(id);
    }

    /// A clock that was set back, by less than an epoch, ends none.
    private boolean runs(EpochKey key, Instant now) {
        return Duration.between(key.since(), now).abs().compareTo(length) < 0;
    }

    private EpochKey make(Instant now) throws IOException {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        String name = HexFormat.of().formatHex(id);
        String content = now + "\n" + Base64.getEncoder().encodeToString(secret) + "\n";
        folder.make();
        folder.put(
                "epoch-" + name + ".key",
                (content + checkOf(content) + "\n").getBytes(StandardCharsets.US_ASCII));
        return new EpochKey(name, now, new SecretKeySpec(secret, "HmacSHA256"));
    }

    private Optional<EpochKey> newest() throws IOException {
        return folder.files().stream()
                .flatMap(file -> read(file).stream())
                .max(Comparator.comparing(EpochKey::since));
    }

    private static Optional<EpochKey> read(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(name.group(1), Files.readString(file)));
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
