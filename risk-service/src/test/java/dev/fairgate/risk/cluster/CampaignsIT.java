package dev.fairgate.risk.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairgate.models.cluster.Cluster;
import dev.fairgate.models.cluster.Membership;
import dev.fairgate.risk.RiskNode;
import dev.fairgate.risk.TestCluster;
import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.RedisCluster;
import dev.fairgate.servers.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Campaigns over whole services and a real store.
class CampaignsIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final RedisCodec<String, byte[]> CODEC =
            RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    @TempDir Path directory;

    private final Scripted scripted = new Scripted();
    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void whatTwoNodesSeeIsOneClusterThatBothKnow() {
        try (RedisServer redis = RedisServer.riskStore(directory, FreePort.next()).start();
                RiskNode a = node(redis);
                RiskNode b = node(redis)) {
            assertOneClusterOfBoth(a, b);
        }
    }

    @Test
    void isTheSameOnACluster() {
        try (RedisCluster cluster = RedisCluster.start(directory);
                RiskNode a = node("spring.data.redis.cluster.nodes", TestCluster.nodes(cluster));
                RiskNode b = node("spring.data.redis.cluster.nodes", TestCluster.nodes(cluster))) {
            assertOneClusterOfBoth(a, b);
        }
    }

    @Test
    void anotherNodeGoesOnWhenTheOneThatFoundCampaignsIsGone() {
        try (RedisServer redis = RedisServer.riskStore(directory, FreePort.next()).start();
                RiskNode a = node(redis);
                RiskNode b = node(redis)) {
            SetArgs threeSeconds = SetArgs.Builder.px(3_000);
            ask(redis, it -> it.set(RedisCampaignStore.LEASE, gone(), threeSeconds));
            see(a, 0, 12);
            await().atMost(SOON)
                    .until(
                            () -> {
                                boolean found = size(a) == 12 && size(b) == 12;
                                assertThat(found && Arrays.equals(gone(), lease(redis))).isFalse();
                                return found;
                            });
        }
    }

    @Test
    void aNodeThatEndsLeavesTheRestToTheOthers() {
        try (RedisServer redis = RedisServer.riskStore(directory, FreePort.next()).start();
                RiskNode b = node(redis)) {
            try (RiskNode a = node(redis)) {
                see(a, 0, 12);
                await().atMost(SOON).until(() -> size(a) == 12 && size(b) == 12);
            }
            long madeAt = watch(b).snapshot().madeAtMs();
            await().atMost(SOON).until(() -> watch(b).snapshot().madeAtMs() > madeAt + 2_000);
            assertThat(size(b)).isEqualTo(12);
        }
    }

    @Test
    void keepsWhatItKnowsUntilItIsStaleWhileTheStoreIsAwayAndGoesOnAfterwards() {
        try (RedisServer redis = RedisServer.riskStore(directory, FreePort.next()).start();
                RiskNode a = node(redis)) {
            see(a, 0, 12);
            await().atMost(SOON).until(() -> clusters(a).size() == 1);

            redis.kill();
            assertThat(clusters(a)).hasSize(1);
            await().atMost(SOON).until(() -> clusters(a).isEmpty());
            see(a, 100, 112);

            redis.start();
            await().atMost(SOON).until(() -> clusters(a).size() == 1);
        }
    }

    @Test
    void aFloodFillsFourSmallKeysThatAllEnd() {
        try (RedisServer redis = RedisServer.riskStore(directory, FreePort.next()).start();
                RiskNode a = node(redis);
                RiskNode b = node(redis)) {
            await().atMost(Duration.ofMinutes(1))
                    .until(
                            () -> {
                                flood(a);
                                flood(b);
                                return dropped(a) > 0 && reported(a, b) > 60_000;
                            });

            List<String> keys = ask(redis, it -> it.keys("campaign:*"));
            assertThat(keys)
                    .isSubsetOf(
                            RedisCampaignStore.CHUNKS,
                            RedisCampaignStore.BYTES,
                            RedisCampaignStore.SNAPSHOT,
                            RedisCampaignStore.LEASE)
                    .contains(RedisCampaignStore.CHUNKS, RedisCampaignStore.BYTES)
                    .allSatisfy(key -> assertThat(ttl(redis, key)).isPositive());
            assertThat(bytes(redis))
                    .isBetween(RedisCampaignStore.MOST_BYTES / 2, RedisCampaignStore.MOST_BYTES);
            Long memory = ask(redis, it -> it.memoryUsage(RedisCampaignStore.CHUNKS));
            assertThat(memory).isLessThan(RedisCampaignStore.MOST_BYTES * 5L / 4);
        }
    }

    private void assertOneClusterOfBoth(RiskNode a, RiskNode b) {
        see(a, 0, 6); // too few for a cluster
        see(b, 6, 12);
        await().atMost(SOON)
                .until(() -> size(a) == 12 && size(b) == 12 && clusters(a).equals(clusters(b)));

        assertThat(clusters(a)).hasSize(1);
        assertThat(watch(b).snapshot().nearest(scripted.position()))
                .isInstanceOf(Membership.Member.class);
        assertThat(watch(b).snapshot().nearest(scripted.anywhere()))
                .isInstanceOf(Membership.Stranger.class);
        MeterRegistry metrics = a.bean(MeterRegistry.class);
        assertThat(metrics.get("fairgate.campaigns.clusters").gauge().value()).isEqualTo(1);
        assertThat(metrics.get("fairgate.campaigns.members").gauge().value()).isEqualTo(12);
    }

    private void see(RiskNode node, int from, int to) {
        for (int account = from; account < to; account++) {
            watch(node).saw(account, System.currentTimeMillis(), scripted.position());
        }
    }

    private void flood(RiskNode node) {
        for (int i = 0; i < CampaignWatch.MOST_WAITING + 100; i++) {
            watch(node).saw(random.nextLong(), System.currentTimeMillis(), scripted.anywhere());
        }
    }

    private long flooded;

    /// About: what was not dropped.
    private long reported(RiskNode a, RiskNode b) {
        flooded += 2 * (CampaignWatch.MOST_WAITING + 100);
        return flooded - dropped(a) - dropped(b);
    }

    private static long dropped(RiskNode node) {
        return (long)
                node.bean(MeterRegistry.class).get("fairgate.campaigns.dropped").counter().count();
    }

    private static int size(RiskNode node) {
        return watch(node).snapshot().members();
    }

    private static List<Cluster> clusters(RiskNode node) {
        return watch(node).snapshot().clusters();
    }

    private static CampaignWatch watch(RiskNode node) {
        return node.bean(CampaignWatch.class);
    }

    private static int bytes(RedisServer redis) {
        return ask(redis, it -> it.lrange(RedisCampaignStore.CHUNKS, 0, -1)).stream()
                .mapToInt(it -> it.length)
                .sum();
    }

    private static long ttl(RedisServer redis, String key) {
        return ask(redis, it -> it.pttl(key));
    }

    private static byte[] gone() {
        return "gone".getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] lease(RedisServer redis) {
        return ask(redis, it -> it.get(RedisCampaignStore.LEASE));
    }

    private static <T> T ask(RedisServer redis, Function<RedisCommands<String, byte[]>, T> what) {
        try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis.port());
                StatefulRedisConnection<String, byte[]> connection = client.connect(CODEC)) {
            return what.apply(connection.sync());
        }
    }

    private static RiskNode node(RedisServer redis) {
        return node("spring.data.redis.port", Integer.toString(redis.port()));
    }

    private static RiskNode node(String setting, String value) {
        return RiskNode.exactly(
                Map.of(
                        setting,
                        value,
                        "fairgate.campaigns.every",
                        "400ms",
                        "fairgate.campaigns.radius",
                        "0.25",
                        "fairgate.store.command-timeout",
                        "2s"));
    }
}
