package dev.fairgate.risk.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.Ulid;
import dev.fairgate.models.cluster.Cluster;
import dev.fairgate.models.cluster.Position;
import dev.fairgate.models.cluster.Sighting;
import dev.fairgate.models.cluster.Snapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CampaignWatchTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final Duration TRUSTED = Duration.ofSeconds(30);

    private final AtomicLong clock = new AtomicLong(NOW);
    private final Counter dropped = new SimpleMeterRegistry().counter("dropped");
    private final CampaignWatch watch = new CampaignWatch(true, TRUSTED, clock::get, dropped);

    @Test
    void keepsTheLastSightingOfAnAccount() {
        watch.saw(7, NOW, new float[] {1, 2});
        watch.saw(7, NOW + 1, new float[] {3, 4});

        assertThat(watch.take()).containsExactly(new Sighting(7, NOW + 1, Position.of(3, 4)));
        assertThat(watch.take()).isEmpty();
    }

    @Test
    void hasRoomForSoManyAccountsAndCountsTheOthers() {
        for (int account = 0; account < CampaignWatch.MOST_WAITING + 10; account++) {
            watch.saw(account, NOW, new float[] {1});
        }
        watch.saw(0, NOW + 1, new float[] {2});

        assertThat(dropped.count()).isEqualTo(10);
        assertThat(watch.take())
                .hasSize(CampaignWatch.MOST_WAITING)
                .contains(new Sighting(0, NOW + 1, Position.of(2)));
        watch.saw(5_000, NOW, new float[] {1});
        assertThat(watch.take()).hasSize(1);
    }

    @Test
    void takesACopyOfThePosition() {
        float[] position = {1, 2};
        watch.saw(7, NOW, position);
        position[0] = 9;

        assertThat(watch.take()).extracting(Sighting::position).containsExactly(Position.of(1, 2));
    }

    @Test
    void dropsWhatIsNoPosition() {
        watch.saw(1, NOW, new float[] {Float.NaN});
        watch.saw(2, NOW, new float[] {Float.NEGATIVE_INFINITY});
        watch.saw(3, NOW, new float[0]);
        watch.saw(4, NOW, new float[17]);

        assertThat(dropped.count()).isEqualTo(4);
        assertThat(watch.take()).isEmpty();
    }

    /// The policy KEEP_UNTIL_STALE.
    @Test
    void trustsASnapshotUntilItIsStale() {
        Snapshot snapshot = new Snapshot(NOW, 0.25, List.of(cluster()));
        watch.install(snapshot);

        clock.set(NOW + TRUSTED.toMillis());
        assertThat(watch.snapshot()).isSameAs(snapshot);
        clock.incrementAndGet();
        assertThat(watch.snapshot()).isSameAs(Snapshot.NONE);
    }

    @Test
    void seesNobodyWhereItIsTurnedOff() {
        CampaignWatch off = new CampaignWatch(false, TRUSTED, clock::get, dropped);
        off.saw(1, NOW, new float[] {1});

        assertThat(off.take()).isEmpty();
        assertThat(off.snapshot()).isSameAs(Snapshot.NONE);
        assertThat(dropped.count()).isZero();
    }

    private static Cluster cluster() {
        return new Cluster(new Ulid(NOW, 1).toString(), 9, Position.of(1, 2), 0.1f, 0.6, NOW);
    }
}
