package dev.fairgate.risk.cluster;

import dev.fairgate.models.cluster.Position;
import dev.fairgate.models.cluster.Sighting;
import dev.fairgate.models.cluster.Sightings;
import dev.fairgate.models.cluster.Snapshot;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/// What decisions have to do with campaigns: they say whom they see, and ask what was found.
/// Thread-safe; nothing here waits.
public final class CampaignWatch {

    /// Most accounts that wait to be reported.
    static final int MOST_WAITING = Sightings.MOST;

    private final boolean enabled;
    private final Duration trusted;
    private final LongSupplier clockMs;
    private final Counter dropped;
    private final Map<Long, Sighting> waiting = new ConcurrentHashMap<>();
    private final AtomicReference<Snapshot> installed = new AtomicReference<>(Snapshot.NONE);

    /// @param enabled otherwise nobody is seen and nothing is found
    /// @param trusted how old a snapshot may be
    /// @param clockMs the store's time
    /// @param dropped counts the sightings that are not reported
    CampaignWatch(boolean enabled, Duration trusted, LongSupplier clockMs, Counter dropped) {
        this.enabled = enabled;
        this.trusted = trusted;
        this.clockMs = clockMs;
        this.dropped = dropped;
    }

    /// An account was seen. Of an account that is seen again before the next report, which is at
    /// most seconds away, the last sighting counts, so that one that hammers takes no room from
    /// others. What finds no room, or is no position, is dropped and counted.
    ///
    /// @param account a hash of its id, the same on every node
    /// @param atMs when, in ms since 1970
    /// @param position 1 to 16 finite numbers; copied
    public void saw(long account, long atMs, float[] position) {
        if (!enabled) {
            return;
        }
        boolean hasRoom = waiting.size() < MOST_WAITING || waiting.containsKey(account);
        if (hasRoom && Position.isPosition(position)) {
            waiting.put(account, new Sighting(account, atMs, Position.of(position)));
        } else {
            dropped.increment();
        }
    }

    /// The clusters to decide by. The policy while the store is away, KEEP_UNTIL_STALE: the last
    /// ones known, until they are older than what is trusted; then none.
    public Snapshot snapshot() {
        Snapshot snapshot = installed.get();
        boolean stale = clockMs.getAsLong() - snapshot.madeAtMs() > trusted.toMillis();
        return stale ? Snapshot.NONE : snapshot;
    }

    /// Takes away what waits, at most [#MOST_WAITING]. For one thread.
    List<Sighting> take() {
        List<Sighting> taken = new ArrayList<>();
        Iterator<Long> accounts = waiting.keySet().iterator();
        while (accounts.hasNext() && taken.size() < MOST_WAITING) {
            Sighting sighting = waiting.remove(accounts.next());
            if (sighting != null) {
                taken.add(sighting);
            }
        }
        return taken;
    }

    void install(Snapshot snapshot) {
        installed.set(snapshot);
    }
}
