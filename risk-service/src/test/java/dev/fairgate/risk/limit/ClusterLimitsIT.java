package dev.fairgate.risk.limit;

import static org.assertj.core.api.Assertions.assertThat;

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
