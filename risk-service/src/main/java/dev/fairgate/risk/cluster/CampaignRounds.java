package dev.fairgate.risk.cluster;

import dev.fairgate.models.cluster.Campaigns;
import dev.fairgate.models.cluster.Sighting;
import dev.fairgate.models.cluster.Sightings;
import dev.fairgate.models.cluster.Snapshot;
import dev.fairgate.risk.rounds.Rounds;
import io.micrometer.core.instrument.Timer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// One node's part in finding campaigns, round by round: it reports whom it saw, takes over the
/// snapshot of all, and, in every second round, finds the next one if no other node does.
///
/// Two nodes that both believe to have the lease do no harm: a snapshot is written only over the
/// one that it was made after, so that one of them is too late. For one thread, which waits for
/// the store and for the clustering.
final class CampaignRounds implements Rounds {

    private static final Logger log = LoggerFactory.getLogger(CampaignRounds.class);

    /// Every call has a deadline of its own; this is for those that do not keep to it.
    private static final long PATIENCE_MS = 5_000;

    /// Finding clusters takes at most a twentieth of one processor: 20,000 accounts, which take
    /// 0.3 s, are looked at every 6 s; up to 5,000 or so every 2 s, on a core that is idle.
    private static final int RESTS = 20;

    private final CampaignWatch watch;
    private final CampaignStore store;
    private final Campaigns campaigns;
    private final List<CampaignListener> listeners;
    private final Timer seconds;
    private final LongSupplier clockMs;
    private final long mostRestNanos;

    private byte @Nullable [] unsent;
    private byte @Nullable [] last;
    private boolean mayLead;
    private long restUntil = System.nanoTime();
    private boolean away;

    /// @param seconds takes how long it took to find a snapshot
    /// @param clockMs the store's time
    /// @param mostRest between two clusterings; well below the time that a snapshot is trusted
    CampaignRounds(
            CampaignWatch watch,
            CampaignStore store,
            Campaigns campaigns,
            List<CampaignListener> listeners,
            Timer seconds,
            LongSupplier clockMs,
            Duration mostRest) {
        this.watch = watch;
        this.store = store;
        this.campaigns = campaigns;
        this.listeners = List.copyOf(listeners);
        this.seconds = seconds;
        this.clockMs = clockMs;
        this.mostRestNanos = mostRest.toNanos();
    }

    /// Whatever fails is tried again in the next round; what was not reported stays for it.
    @Override
    public void round() throws InterruptedException {
        try {
            report();
            takeOver();
            mayLead = !mayLead;
            if (mayLead && await(store.lead()).orElse(false) && isRested()) {
                lead();
            }
            worked();
        } catch (ExecutionException e) {
            failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | RuntimeException e) { // also a defect must not end the thread
            failed(e);
        }
    }

    /// Lets another node go on at once.
    @Override
    public void end() throws InterruptedException {
        try {
            await(store.resign());
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            log.debug("The lease ends by itself", e);
        }
    }

    private boolean isRested() {
        return System.nanoTime() - restUntil >= 0;
    }

    private void report() throws InterruptedException, ExecutionException, TimeoutException {
        if (unsent == null) {
            List<Sighting> seen = watch.take();
            unsent = seen.isEmpty() ? null : Sightings.write(seen);
        }
        if (unsent != null) {
            await(store.append(unsent));
            unsent = null;
        }
    }

    private void takeOver() throws InterruptedException, ExecutionException, TimeoutException {
        byte[] stored = await(store.snapshot()).orElse(null);
        boolean isNew = stored != null && !Arrays.equals(stored, last);
        last = stored;
        if (isNew) {
            read(stored).ifPresent(this::install);
        }
    }

    private void lead() throws InterruptedException, ExecutionException, TimeoutException {
        List<byte[]> chunks = await(store.chunks()).orElse(List.of());
        long begin = System.nanoTime();
        Snapshot next = campaigns.find(sightings(chunks), previous(), clockMs.getAsLong());
        long took = System.nanoTime() - begin;
        seconds.record(took, TimeUnit.NANOSECONDS);
        restUntil = begin + Math.min(took * RESTS, mostRestNanos);
        byte[] bytes = next.toBytes();
        if (await(store.publish(last, bytes)).orElse(false)) {
            last = bytes;
            install(next);
        }
    }

    /// Of the store; where it has lost it, or has one of another version, of this node.
    private Snapshot previous() {
        return read(last).orElseGet(watch::snapshot);
    }

    private void install(Snapshot snapshot) {
        watch.install(snapshot);
        listeners.forEach(listener -> listener.installed(snapshot));
    }

    /// What is no chunk of this version is left out.
    private static List<Sighting> sightings(List<byte[]> chunks) {
        List<Sighting> all = new ArrayList<>();
        chunks.forEach(it -> Sightings.read(ByteBuffer.wrap(it)).ifPresent(all::addAll));
        return all;
    }

    private static Optional<Snapshot> read(byte @Nullable [] bytes) {
        return bytes == null ? Optional.empty() : Snapshot.read(ByteBuffer.wrap(bytes));
    }

    private static <T> Optional<T> await(Mono<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return Optional.ofNullable(answer.toFuture().get(PATIENCE_MS, TimeUnit.MILLISECONDS));
    }

    private void failed(Throwable fault) {
        if (!away) {
            away = true;
            log.warn("Campaigns are not found; the last ones count while they are fresh", fault);
        }
    }

    private void worked() {
        if (away) {
            away = false;
            log.info("Campaigns are found again");
        }
    }
}
