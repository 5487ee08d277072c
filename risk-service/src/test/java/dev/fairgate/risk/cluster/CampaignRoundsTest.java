package dev.fairgate.risk.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.cluster.Campaigns;
import dev.fairgate.models.cluster.Cluster;
import dev.fairgate.models.cluster.Membership;
import dev.fairgate.models.cluster.Snapshot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CampaignRoundsTest {

    private static final long NOW = 1_790_000_000_000L;

    private final AtomicLong clock = new AtomicLong(NOW);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InMemoryCampaignStore store = new InMemoryCampaignStore();
    private final Scripted scripted = new Scripted();
    private final Node a = new Node();
    private final Node b = new Node();

    /// A node of its own on the one store.
    private final class Node {

        final CampaignWatch watch =
                new CampaignWatch(
                        true, Duration.ofSeconds(30), clock::get, registry.counter("dropped"));
        final List<Snapshot> told = new ArrayList<>();
        final CampaignRounds rounds =
                new CampaignRounds(
                        watch,
                        store,
                        new Campaigns(new Campaigns.Settings(0.25, 8, Duration.ofMinutes(10))),
                        List.of(told::add),
                        registry.timer("seconds"),
                        clock::get,
                        Duration.ZERO);

        void sees(int from, int to) {
            for (int account = from; account < to; account++) {
                watch.saw(account, clock.get(), scripted.position());
            }
        }

        List<Cluster> clusters() {
            return watch.snapshot().clusters();
        }
    }

    @Test
    void whatTwoNodesSeeIsOneCluster() throws InterruptedException {
        a.sees(0, 6);
        b.sees(6, 12);
        store.hasLease = false;
        b.rounds.round();
        store.hasLease = true;
        a.rounds.round();
        b.rounds.round();

        assertThat(a.clusters()).hasSize(1);
        assertThat(a.clusters().getFirst().size()).isEqualTo(12);
        assertThat(b.clusters()).isEqualTo(a.clusters());
        assertThat(b.watch.snapshot().nearest(scripted.position()))
                .isEqualTo(new Membership.Member(a.clusters().getFirst()));
        assertThat(registry.timer("seconds").count()).isEqualTo(1);
    }

    @Test
    void tellsOfEachSnapshotOnce() throws InterruptedException {
        a.sees(0, 9);
        a.rounds.round();
        a.rounds.round();
        a.rounds.round();

        assertThat(a.told).hasSize(2);
        assertThat(a.told.getLast()).isEqualTo(a.watch.snapshot());
    }

    @Test
    void aNodeThatIsTooLateDropsWhatItFound() throws InterruptedException {
        a.sees(0, 9);
        Snapshot faster = new Snapshot(NOW - 1, 0.25, List.of());
        store.beforePublish = () -> store.snapshot = faster.toBytes();
        a.rounds.round();

        assertThat(store.snapshot).isEqualTo(faster.toBytes());
        assertThat(a.told).isEmpty();

        store.beforePublish = () -> {};
        a.rounds.round();
        a.rounds.round();
        assertThat(a.told).first().isEqualTo(faster);
        assertThat(a.clusters()).hasSize(1);
    }

    @Test
    void reportsLaterWhatItCouldNotWhileTheStoreWasAway() throws InterruptedException {
        store.away = true;
        a.sees(0, 5);
        a.rounds.round();
        a.sees(5, 9);
        a.rounds.round();
        assertThat(a.clusters()).isEmpty();

        store.away = false;
        a.rounds.round();
        a.rounds.round();
        a.rounds.round();
        assertThat(a.clusters()).extracting(Cluster::size).containsExactly(9);
        assertThat(store.chunks).hasSize(2);
    }

    @Test
    void keepsTheIdsWhenTheStoreHasLostItsSnapshot() throws InterruptedException {
        a.sees(0, 9);
        a.rounds.round();
        String id = a.clusters().getFirst().id();
        store.snapshot = null;
        clock.addAndGet(2_000);
        a.rounds.round();
        a.rounds.round();

        assertThat(a.watch.snapshot().madeAtMs()).isEqualTo(NOW + 2_000);
        assertThat(a.clusters()).extracting(Cluster::id).containsExactly(id);
    }

    @Test
    void leavesOutWhatItCannotRead() throws InterruptedException {
        store.chunks.add(new byte[] {9, 9, 9});
        store.chunks.add(new byte[0]);
        store.snapshot = new byte[] {9, 9, 9};
        a.sees(0, 9);
        a.rounds.round();

        assertThat(a.clusters()).hasSize(1);
        b.rounds.round();
        assertThat(b.clusters()).isEqualTo(a.clusters());
    }

    @Test
    void onlyWhoHasTheLeaseFindsAnything() throws InterruptedException {
        store.hasLease = false;
        a.sees(0, 9);
        a.rounds.round();
        a.rounds.round();
        a.rounds.round();

        assertThat(a.told).isEmpty();
        assertThat(registry.timer("seconds").count()).isZero();
    }

    @Test
    void aDefectDoesNotEndTheRounds() throws InterruptedException {
        a.sees(0, 9);
        store.beforePublish =
                () -> {
                    throw new IllegalStateException("a defect");
                };
        a.rounds.round();
        store.beforePublish = () -> {};
        a.rounds.round();
        a.rounds.round();

        assertThat(a.clusters()).hasSize(1);
    }
}
