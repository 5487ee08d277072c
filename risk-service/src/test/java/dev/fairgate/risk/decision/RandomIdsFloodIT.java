package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.limit.HeldInHeap;
import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random accounts, devices and addresses, never the same twice, as many as this machine manages in
/// a bounded time and at most a million, through the whole decision path and into a real store,
/// while people buy. The requests come in batches as the engine sends them, but not over HTTP, so
/// that more of them come.
///
/// First the store has so little room that it is full soon, then what it has as it is shipped. With
/// `-Dfairgate.flood.seconds=60` it takes the minute that README.md tells of.
class RandomIdsFloodIT {

    private static final int MILLION = 1_000_000;
    private static final int SECONDS = Integer.getInteger("fairgate.flood.seconds", 18);
    private static final Duration FULL = Duration.ofSeconds(SECONDS / 3);
    private static final Duration SHIPPED = Duration.ofSeconds(SECONDS - SECONDS / 3);
    private static final long MEBIBYTE = 1 << 20;
    private static final long LITTLE = 64 * MEBIBYTE;
    private static final long AS_SHIPPED = 512 * MEBIBYTE;

    /// A store makes room before it runs a command, so that it holds at most one trip more.
    private static final long ONE_TRIP = 2 * MEBIBYTE;

    private static final int REMEMBERED = 100_000; // fairgate.limits.remembered

    @Test
    void fillNeitherTheStoreNorTheHeapAndKeepNobodyOut(@TempDir Path directory) {
        try (RedisServer redis = RedisServer.riskStore(directory, FreePort.next()).start();
                FloodedStore store = new FloodedStore(redis.port());
                RiskNode node =
                        RiskNode.exactly(
                                Map.of("spring.data.redis.port", Integer.toString(redis.port())))) {
            Flood flood = new Flood(node.bean(Assessments.class), store);
            assertThat(store.maxMemory()).isEqualTo(AS_SHIPPED);

            store.limitTo(LITTLE);
            Flood.Result full = flood.send(MILLION, FULL);
            System.out.println("Random ids, a store of 64 MiB: " + full);
            assertHarmless(full, store, LITTLE);
            assertThat(full.evicted()).as("keys that had to go").isPositive();

            store.limitTo(AS_SHIPPED);
            Flood.Result shipped = flood.send(MILLION - full.sent(), SHIPPED);
            System.out.println("Random ids, a store of 512 MiB, as shipped: " + shipped);
            assertHarmless(shipped, store, AS_SHIPPED);
        }
    }

    private static void assertHarmless(Flood.Result result, FloodedStore store, long room) {
        assertThat(result.sent()).as("so many that it is a flood").isGreaterThan(10_000);
        assertThat(result.mostMemory()).isLessThanOrEqualTo(room + ONE_TRIP);
        await().atMost(Duration.ofSeconds(5)).until(() -> store.usedMemory() <= room);
        assertThat(store.errors()).isSubsetOf("NOSCRIPT");

        FloodedStore.Lifetimes lifetimes = store.lifetimes();
        assertThat(lifetimes.keys()).isGreaterThan(10_000);
        assertThat(lifetimes.withoutEnd()).isZero();
        assertThat(lifetimes.longest()).isLessThanOrEqualTo(Duration.ofMinutes(121));

        assertThat(HeldInHeap.buckets()).isLessThanOrEqualTo(REMEMBERED + 10_000);
        assertThat(HeldInHeap.of("dev.fairgate.risk.decision.Gathering")).isLessThan(1_000);
        assertThat(result.people()).isGreaterThan(50);
        assertThat(result.through()).isGreaterThanOrEqualTo(result.people() * 95 / 100);
    }
}
