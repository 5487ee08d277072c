package dev.fairgate.risk.log;

import dev.fairgate.risk.log.EpochKeyStore.Row;
import dev.fairgate.risk.rounds.Rounds;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Keys that all nodes of one database share, so that an address has the same pseudonyms on each.
/// They are kept in files too: a node writes its log while the database is away.
///
/// Rounds follow the epoch that the database says runs, and begin the next one. The policy while it
/// is away, KEEP_THEN_OWN: an epoch goes on until it is twice as long as it should be; then the
/// node begins one of its own, which nobody shares, and leaves it for that of all when the database
/// is back. Lines wait for the database only where this node has no key at all, at most
/// [#PATIENCE].
final class SharedEpochKeys implements EpochKeys, Rounds {

    private static final Logger log = LoggerFactory.getLogger(SharedEpochKeys.class);

    /// Every call has a deadline of its own; this is for the migrations before the first one.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration TIDY_EVERY = Duration.ofHours(1);

    private final KeyFiles files;
    private final EpochKeyStore store;
    private final SecretKey seal;
    private final Duration length;
    private final Duration needed;
    private final InstantSource clock;
    private @Nullable EpochKey current;
    private Instant tidied = Instant.MIN;
    private volatile String complaint = "";

    /// @param seal what keys are sealed under, the same on every node
    SharedEpochKeys(
            KeyFiles files,
            EpochKeyStore store,
            SecretKey seal,
            Epochs epochs,
            InstantSource clock) {
        this.files = files;
        this.store = store;
        this.seal = seal;
        this.length = epochs.length();
        this.needed = epochs.needed();
        this.clock = clock;
    }

    /// How long things last.
    ///
    /// @param length of an epoch, at least 1 minute
    /// @param keep for how long this node keeps a file of its log
    record Epochs(Duration length, Duration keep) {

        Epochs {
            FileEpochKeys.requireLength(length);
        }

        /// How long after its beginning an epoch may have lines here: the last file of one that
        /// went on for twice its length is kept for so long.
        Duration needed() {
            return length.multipliedBy(2).plus(keep);
        }
    }

    @Override
    public EpochKey current() throws IOException {
        Optional<EpochKey> known = known();
        if (known.isPresent()) {
            return known.get();
        }
        try {
            share();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return knownOrOwn();
    }

    @Override
    public synchronized void retain(Set<String> epochs) throws IOException {
        EpochKey known = current == null ? files.newest().orElse(null) : current;
        files.destroy(id -> !epochs.contains(id) && (known == null || !known.id().equals(id)));
    }

    @Override
    public void round() throws InterruptedException {
        if (share() && isTimeToTidy()) {
            try {
                await(store.tidy());
                tidied = clock.instant();
            } catch (ExecutionException | TimeoutException e) {
                complain("Keys of epochs that are over are not destroyed in the database", e);
            }
        }
    }

    @Override
    public void end() {}

    private boolean isTimeToTidy() {
        return tidied.equals(Instant.MIN) || !tidied.plus(TIDY_EVERY).isAfter(clock.instant());
    }

    /// One that may be used, also somewhat longer than it should be.
    private synchronized Optional<EpochKey> known() throws IOException {
        EpochKey known = current == null ? files.newest().orElse(null) : current;
        Duration longest = length.multipliedBy(2);
        if (known == null || !known.isYoungerThan(longest, clock.instant())) {
            return Optional.empty();
        }
        current = known;
        return Optional.of(known);
    }

    private synchronized EpochKey knownOrOwn() throws IOException {
        Optional<EpochKey> known = known();
        return known.isPresent() ? known.get() : use(KeyFiles.random(clock.instant()));
    }

    private synchronized EpochKey use(EpochKey key) throws IOException {
        files.put(key);
        current = key;
        return key;
    }

    /// Takes over the epoch that runs, or begins one.
    ///
    /// @return whether the database answered
    private boolean share() throws InterruptedException {
        try {
            String known = currentId();
            Optional<Row> running = await(store.running(length));
            if (running.isEmpty() || !running.get().id().equals(known)) {
                take(await(begin()).orElseThrow());
            }
            complaint = "";
            return true;
        } catch (ExecutionException | TimeoutException | IOException | RuntimeException e) {
            complain("Nodes do not share the keys of the decision log", e);
            return false;
        }
    }

    private synchronized String currentId() {
        return current == null ? "" : current.id();
    }

    private Mono<Row> begin() {
        EpochKey candidate = KeyFiles.random(clock.instant());
        return store.begin(candidate.id(), SealedKey.seal(candidate, seal), length, needed);
    }

    private void take(Row row) throws IOException {
        Optional<EpochKey> key = row.key().open(row.id(), row.since(), seal);
        if (key.isPresent()) {
            use(key.get());
        } else {
            throw new IOException(
                    "epoch " + row.id() + " was sealed under another fairgate.keys.log");
        }
    }

    private static <T> Optional<T> await(Mono<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return Optional.ofNullable(
                answer.toFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    }

    /// Each trouble once.
    private void complain(String what, Exception why) {
        String text = what + ": " + (why.getCause() == null ? why : why.getCause()).getMessage();
        if (!text.equals(complaint)) {
            complaint = text;
            log.warn(text);
        }
    }
}
