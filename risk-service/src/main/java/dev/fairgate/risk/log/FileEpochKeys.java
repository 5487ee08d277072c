package dev.fairgate.risk.log;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keys of one node, in files beside its log: without a database every node has epochs of its own,
/// so that the same address has other pseudonyms on another node.
final class FileEpochKeys implements EpochKeys {

    /// The shortest epoch: each begins a file of the log.
    static final Duration SHORTEST = Duration.ofMinutes(1);

    private final KeyFiles files;
    private final Duration length;
    private final InstantSource clock;
    private @Nullable EpochKey current;

    /// @param length of an epoch, at least 1 minute
    FileEpochKeys(LogFolder folder, Duration length, InstantSource clock) {
        this.files = new KeyFiles(folder);
        this.length = requireLength(length);
        this.clock = clock;
    }

    static Duration requireLength(Duration length) {
        if (length.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("epoch must be at least 1m, not " + length);
        }
        return length;
    }

    @Override
    public synchronized EpochKey current() throws IOException {
        EpochKey known = current;
        Instant now = clock.instant();
        if (known == null) {
            known = files.newest().orElse(null);
        }
        if (known == null || !known.isYoungerThan(length, now)) {
            known = KeyFiles.random(now);
            files.put(known);
        }
        current = known;
        return known;
    }

    @Override
    public synchronized void retain(Set<String> epochs) throws IOException {
        // The one that was current before a restart still is, if nobody has asked for it yet.
        EpochKey known = current == null ? files.newest().orElse(null) : current;
        files.destroy(id -> !epochs.contains(id) && (known == null || !known.id().equals(id)));
    }
}
