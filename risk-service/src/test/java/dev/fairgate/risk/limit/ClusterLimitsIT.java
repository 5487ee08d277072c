package dev.fairgate.risk.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairgate.risk.TestCluster;
import dev.fairgate.servers.RedisCluster;
import io.github.bucket4j.TimeMeter;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Limits on three masters: one call per slot, all at once; and what holds while one of them is
/// lost.
@SuppressWarnings("NullAway.Init") // the cluster is there before any test
class ClusterLimitsIT extends LimitsContract {

    private static final Limit TEN = new Limit(10, 1, Duration.ofHours(10));
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private static final Duration SOON = Duration.ofSeconds(10);

    private static final int LIVES = 0;
    private static final int LOST = 1;

    private static RedisCluster cluster;

    @BeforeAll
    static void startCluster(@TempDir Path directory) {
        cluster = RedisCluster.start(directory);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Override
    LimitsNode node(TimeMeter clock) {
        return new OneTripNode(TestCluster.client(cluster), clock);
    }

    @Override
    List<Long> lifetimes(String text) {
        try (RedisClusterClient client = TestCluster.client(cluster);
                StatefulRedisClusterConnection<String, String> connection = client.connect()) {
            return connection.sync().keys("*" + text + "*").stream()
                    .map(connection.sync()::pttl)
                    .toList();
        }
    }

    /// Before and after the cluster has agreed on the loss: two nodes with a share of one half give
    /// out the whole limit once more, because what was given before is forgotten.
    @Test
    void countsForALostMasterHereAndExactlyForTheOthersAndOnceMoreInFullWhenItIsBack() {
        LimitRequest lost = bucketOf(LOST);
        LimitRequest lives = bucketOf(LIVES);
        List<LimitRequest> both = List.of(lost, lives);
        try (OneTripNode a = patient();
                OneTripNode b = patient()) {
            assertThat(a.take(both)).noneMatch(LimitOutcome::local);
            assertThat(b.take(both)).noneMatch(LimitOutcome::local);

            cluster.kill(LOST);
            List<LimitOutcome> alone = new ArrayList<>();
            List<LimitOutcome> counted = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                List<LimitOutcome> outcomes = (i % 2 == 0 ? a : b).take(both);
                alone.add(outcomes.getFirst());
                counted.add(outcomes.getLast());
                if (i == 9) {
                    cluster.awaitAgreement();
                }
            }
            assertThat(alone).allMatch(LimitOutcome::local);
            assertThat(allowed(alone)).isEqualTo(2 * 5);
            assertThat(counted).noneMatch(LimitOutcome::local);
            assertThat(allowed(counted)).isEqualTo(10 - 2);
        } finally {
            cluster.restart(LOST);
        }
    }

    @Test
    void forgetsWhatALostMasterKnewAndThenCountsExactlyAgain() {
        List<LimitRequest> lost = List.of(bucketOf(LOST));
        try (OneTripNode a = patient();
                OneTripNode b = patient()) {
            for (int i = 0; i < 6; i++) {
                a.take(lost);
            }
            cluster.kill(LOST);
            try {
                assertThat(a.take(lost)).allMatch(LimitOutcome::local);
                assertThat(b.take(lost)).allMatch(LimitOutcome::local);
            } finally {
                cluster.restart(LOST);
            }
            List<LimitOutcome> counted = new ArrayList<>(firstCounted(a, lost));
            counted.addAll(firstCounted(b, lost));
            for (int i = 0; i < 20; i++) {
                counted.addAll((i % 2 == 0 ? a : b).take(lost));
            }
            assertThat(counted).noneMatch(LimitOutcome::local);
            assertThat(allowed(counted)).isEqualTo(10);
        }
    }

    /// Its connections stay open and nothing comes back, as when a host hangs.
    @Test
    void waitsForASilentMasterOnceAndNotAgain() {
        List<LimitRequest> both = List.of(bucketOf(LOST), bucketOf(LIVES));
        try (OneTripNode node = patient()) {
            assertThat(node.take(both)).noneMatch(LimitOutcome::local);
            cluster.silence(LOST);
            try {
                long begin = System.nanoTime();
                assertThat(node.take(both))
                        .extracting(LimitOutcome::local)
                        .containsExactly(true, false);
                Duration half = DEADLINE.dividedBy(2);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(half, DEADLINE);

                while (System.nanoTime() - begin < Duration.ofSeconds(2).toNanos()) {
                    long from = System.nanoTime();
                    assertThat(node.take(both).getFirst().local()).isTrue();
                    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(half);
                }
            } finally {
                cluster.wake(LOST);
            }
            await().atMost(SOON)
                    .until(() -> node.take(both).stream().noneMatch(LimitOutcome::local));
        }
    }

    /// What a node takes once the master answers it again.
    private static List<LimitOutcome> firstCounted(OneTripNode node, List<LimitRequest> requests) {
        return await().atMost(SOON)
                .until(
                        () -> node.take(requests),
                        outcomes -> outcomes.stream().noneMatch(LimitOutcome::local));
    }

    private static OneTripNode patient() {
        return new OneTripNode(
                TestCluster.client(cluster), TimeMeter.SYSTEM_MILLISECONDS, DEADLINE);
    }

    private static LimitRequest bucketOf(int master) {
        return Stream.generate(() -> new LimitKey(LimitEntity.DEVICE, UUID.randomUUID().toString()))
                .map(key -> new LimitRequest(key, TEN, 1))
                .filter(request -> cluster.ownerOf(request.storeKey()) == master)
                .findFirst()
                .orElseThrow();
    }

    private static long allowed(List<LimitOutcome> outcomes) {
        return outcomes.stream().filter(LimitOutcome::allowed).count();
    }
}
