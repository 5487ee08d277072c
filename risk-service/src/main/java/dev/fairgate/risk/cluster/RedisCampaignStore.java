package dev.fairgate.risk.cluster;

import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.store.Script;
import dev.fairgate.risk.store.Seen;
import dev.fairgate.risk.store.Swap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Four keys in the risk store, however many nodes and accounts there are. All sightings have one
/// hash tag and so have snapshot and lease, so that each step is one on a cluster too.
final class RedisCampaignStore implements CampaignStore {

    /// Room for 32,000 sightings of 12 dimensions, or 25,000 of 16.
    static final int MOST_BYTES = 2 << 20;

    static final String CHUNKS = "campaign:{sightings}:chunks";
    static final String BYTES = "campaign:{sightings}:bytes";
    static final String SNAPSHOT = "campaign:{snapshot}";
    static final String LEASE = "campaign:{snapshot}:lease";

    private static final int STAMP = 13;

    private final RiskStore store;
    private final Times times;
    private final byte[] node;
    private final Script append = Script.load("/cluster/append.lua");

    /// @param deadline for one call
    /// @param window how long a sighting counts
    /// @param snapshotLives how long a snapshot is trusted
    /// @param leaseLives how long a node that is gone still has the lease
    record Times(Duration deadline, Duration window, Duration snapshotLives, Duration leaseLives) {}

    /// @param node an id that no other process has
    RedisCampaignStore(RiskStore store, String node, Times times) {
        this.store = store;
        this.node = bytes(node);
        this.times = times;
    }

    @Override
    public Mono<Void> append(byte[] chunk) {
        List<byte[]> arguments =
                List.of(
                        chunk,
                        bytes(Integer.toString(MOST_BYTES)),
                        bytes(Long.toString(times.window().toMillis())));
        return store.runOnBytes(append, List.of(CHUNKS, BYTES), arguments)
                .timeout(times.deadline())
                .then();
    }

    @Override
    public Mono<List<byte[]>> chunks() {
        return store.list(CHUNKS)
                .timeout(times.deadline())
                .map(chunks -> chunks.stream().map(RedisCampaignStore::withoutStamp).toList());
    }

    @Override
    public Mono<byte[]> snapshot() {
        return store.getBytes(SNAPSHOT).timeout(times.deadline());
    }

    @Override
    public Mono<Boolean> publish(byte @Nullable [] before, byte[] snapshot) {
        return swap(Swap.write(SNAPSHOT, before, snapshot, times.snapshotLives()));
    }

    /// The first step prolongs, the second takes: one of them may work.
    @Override
    public Mono<Boolean> lead() {
        return swap(
                Swap.write(LEASE, node, node, times.leaseLives()),
                Swap.write(LEASE, null, node, times.leaseLives()));
    }

    @Override
    public Mono<Void> resign() {
        return swap(Swap.delete(LEASE, node)).then();
    }

    private Mono<Boolean> swap(Swap... steps) {
        return store.swap(List.of(steps), times.deadline())
                .map(seen -> seen.stream().anyMatch(Seen.Done.class::isInstance));
    }

    private static byte[] withoutStamp(byte[] chunk) {
        return Arrays.copyOfRange(chunk, Math.min(STAMP, chunk.length), chunk.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
