package dev.fairgate.risk.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.fairgate.models.feature.Learned;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedRoundsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final InMemoryNetworkStore store = new InMemoryNetworkStore();
    private final Counter dropped = new SimpleMeterRegistry().counter("dropped");
    private final Counter failures = new SimpleMeterRegistry().counter("failures");
    private final LearnedNetworks networks = new LearnedNetworks(dropped);
    private long now = Long.MAX_VALUE - MINUTE.toNanos(); // it overflows in between
    private final LearnedRounds rounds =
            new LearnedRounds(networks, store, MINUTE, failures, () -> now);

    @Test
    void whatWasKnownIsLoadedOnceAndWhatWasLearnedSinceStays() throws InterruptedException {
        store.rows.put(network(1), learned(10));
        store.rows.put(network(2), learned(10));
        networks.learned(network(2), learned(11));

        rounds.round();

        assertThat(networks.recall(network(1))).contains(learned(10));
        assertThat(networks.recall(network(2))).contains(learned(11));
        assertThat(networks.recall(network(3))).isEmpty();
        assertThat(store.rows).containsEntry(network(2), learned(11));
    }

    @Test
    void writesWhatWasLearnedOnceEveryMinute() throws InterruptedException {
        rounds.round();
        networks.learned(network(1), learned(10));
        networks.learned(network(1), learned(11));
        pass(MINUTE.minusMillis(1));
        assertThat(store.rows).isEmpty();

        pass(Duration.ofMillis(1));
        assertThat(store.rows).containsExactly(entry(network(1), learned(11)));

        int calls = store.calls;
        pass(MINUTE);
        assertThat(store.calls).as("nothing was learned").isEqualTo(calls);
    }

    @Test
    void triesLessAndLessOftenWhileTheStoreIsAwayAndLosesNothing() throws InterruptedException {
        store.away = true;
        networks.learned(network(1), learned(10));
        List<Integer> tries = new ArrayList<>();
        for (int second = 0; second < 240; second++) {
            int before = store.calls;
            rounds.round();
            if (store.calls > before) {
                tries.add(second);
            }
            now += Duration.ofSeconds(1).toNanos();
        }
        assertThat(tries).containsExactly(0, 1, 3, 7, 15, 31, 63, 123, 183);
        assertThat(failures.count()).isEqualTo(tries.size());

        store.away = false;
        networks.learned(network(2), learned(20));
        pass(MINUTE);
        assertThat(store.rows)
                .containsOnly(entry(network(1), learned(10)), entry(network(2), learned(20)));
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenLater() throws InterruptedException {
        rounds.round();
        networks.learned(network(1), learned(10));
        store.away = true;
        pass(MINUTE);
        assertThat(networks.waiting()).isEqualTo(1);

        store.away = false;
        pass(Duration.ofSeconds(1));
        assertThat(store.rows).containsOnly(entry(network(1), learned(10)));
    }

    @Test
    void whatCouldNotBeWrittenDoesNotReplaceWhatWasLearnedMeanwhile() {
        networks.learned(network(1), learned(10));
        List<LearnedNetwork> taken = networks.take();
        networks.learned(network(1), learned(11));

        networks.putBack(taken);

        assertThat(networks.take()).containsExactly(new LearnedNetwork(network(1), learned(11)));
    }

    @Test
    void writesAtTheEndUnlessTheStoreIsAway() throws InterruptedException {
        rounds.round();
        networks.learned(network(1), learned(10));
        rounds.end();
        assertThat(store.rows).containsKey(network(1));

        store.away = true;
        networks.learned(network(2), learned(20));
        pass(MINUTE);
        int calls = store.calls;
        rounds.end();
        assertThat(store.calls).isEqualTo(calls);
    }

    @Test
    void tidiesOnceAnHour() throws InterruptedException {
        for (int minute = 0; minute < 121; minute++) {
            rounds.round();
            now += MINUTE.toNanos();
        }

        assertThat(store.tidied).isEqualTo(3);
    }

    @Test
    void isBoundedHoweverManyNetworksThereAre() {
        int many = LearnedNetworks.MOST_KNOWN + 1_000;
        for (int i = 0; i < many; i++) {
            networks.learned(network(i), learned(10));
        }
        networks.learned(networks.take().getFirst().network(), learned(11));

        assertThat(dropped.count()).isEqualTo(many - LearnedNetworks.MOST_WAITING);
        assertThat(networks.waiting()).isEqualTo(1);
        assertThat(networks.known()).isLessThanOrEqualTo(LearnedNetworks.MOST_KNOWN);
    }

    private void pass(Duration time) throws InterruptedException {
        now += time.toNanos();
        rounds.round();
    }

    private static LimitKey network(int number) {
        String id = "10." + number / 256 + "." + number % 256 + ".0/24";
        return new LimitKey(LimitEntity.IPV4_24, id);
    }

    private static Learned learned(int hours) {
        return new Learned(40, hours, 0, 0);
    }
}
