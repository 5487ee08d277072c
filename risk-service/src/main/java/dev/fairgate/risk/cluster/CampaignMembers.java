package dev.fairgate.risk.cluster;

import dev.fairgate.models.cluster.Membership;
import dev.fairgate.models.cluster.Sighting;
import dev.fairgate.models.cluster.Sightings;
import dev.fairgate.models.cluster.Snapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/// Which accounts belong to a campaign, for people who look at one: those whose last sighting lies
/// within one radius of its centre, which is how decisions take a member too.
public final class CampaignMembers {

    private final CampaignStore store;
    private final Duration window;

    /// @param window how long a sighting counts
    CampaignMembers(CampaignStore store, Duration window) {
        this.store = store;
        this.window = window;
    }

    /// How long a sighting counts.
    public Duration window() {
        return window;
    }

    /// The members of a cluster of a snapshot, as hashes of their ids (see `Cells`). Errors are the
    /// store's.
    public Mono<Set<Long>> of(Snapshot snapshot, String cluster) {
        return store.chunks()
                .map(chunks -> members(latest(chunks), snapshot, cluster))
                .defaultIfEmpty(Set.of());
    }

    private static Map<Long, Sighting> latest(List<byte[]> chunks) {
        Map<Long, Sighting> latest = new HashMap<>();
        chunks.stream()
                .map(chunk -> Sightings.read(ByteBuffer.wrap(chunk)))
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .forEach(
                        sighting ->
                                latest.merge(
                                        sighting.account(),
                                        sighting,
                                        (one, other) -> other.atMs() >= one.atMs() ? other : one));
        return latest;
    }

    private Set<Long> members(Map<Long, Sighting> latest, Snapshot snapshot, String cluster) {
        long oldest = snapshot.madeAtMs() - window.toMillis();
        return latest.values().stream()
                .filter(sighting -> sighting.atMs() >= oldest)
                .filter(sighting -> isIn(snapshot, cluster, sighting))
                .map(Sighting::account)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isIn(Snapshot snapshot, String cluster, Sighting sighting) {
        return snapshot.nearest(sighting.position().toArray())
                        instanceof Membership.Member(var nearest)
                && nearest.id().equals(cluster);
    }
}
