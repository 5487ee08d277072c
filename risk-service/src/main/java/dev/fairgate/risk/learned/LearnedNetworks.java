package dev.fairgate.risk.learned;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fairgate.models.feature.Learned;
import dev.fairgate.risk.limit.LimitKey;
import dev.fairgate.risk.limit.NetworkMemory;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What this node knows of networks: what PostgreSQL knew at the start, and what was learned here
/// since, some of which waits to be written. All in memory and bounded; thread-safe.
final class LearnedNetworks implements NetworkMemory {

    /// About 10 MB.
    static final int MOST_KNOWN = 50_000;

    static final int MOST_WAITING = 10_000;

    /// As long as the risk store keeps a network.
    private static final Duration KNOWN = Duration.ofDays(30);

    private final Cache<LimitKey, Learned> known =
            Caffeine.newBuilder()
                    .maximumSize(MOST_KNOWN)
                    .expireAfterWrite(KNOWN)
                    .executor(Runnable::run)
                    .build();
    private final Map<LimitKey, Learned> waiting = new ConcurrentHashMap<>();
    private final Counter dropped;

    /// @param dropped counts what found no room to wait; its network is told again in its next hour
    LearnedNetworks(Counter dropped) {
        this.dropped = dropped;
    }

    @Override
    public Optional<Learned> recall(LimitKey network) {
        return Optional.ofNullable(known.getIfPresent(network));
    }

    @Override
    public void learned(LimitKey network, Learned learned) {
        known.put(network, learned);
        if (waiting.size() < MOST_WAITING || waiting.containsKey(network)) {
            waiting.put(network, learned);
        } else {
            dropped.increment();
        }
    }

    /// What PostgreSQL knew, where nothing was learned since.
    void load(List<LearnedNetwork> networks) {
        networks.forEach(it -> known.asMap().putIfAbsent(it.network(), it.learned()));
    }

    /// Takes away what waits. For one thread.
    List<LearnedNetwork> take() {
        List<LearnedNetwork> taken = new ArrayList<>();
        Iterator<LimitKey> networks = waiting.keySet().iterator();
        while (networks.hasNext() && taken.size() < MOST_WAITING) {
            LimitKey network = networks.next();
            Learned learned = waiting.remove(network);
            if (learned != null) {
                taken.add(new LearnedNetwork(network, learned));
            }
        }
        return taken;
    }

    /// Puts back what could not be written, where nothing newer waits.
    void putBack(List<LearnedNetwork> networks) {
        for (LearnedNetwork it : networks) {
            if (waiting.size() < MOST_WAITING) {
                waiting.putIfAbsent(it.network(), it.learned());
            } else {
                dropped.increment();
            }
        }
    }

    long known() {
        return known.estimatedSize();
    }

    int waiting() {
        return waiting.size();
    }
}
