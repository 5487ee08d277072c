package dev.fairgate.risk.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.Learned;
import dev.fairgate.models.feature.Profile;
import dev.fairgate.models.feature.Sight;
import dev.fairgate.risk.limit.Consumption.Ask;
import dev.fairgate.risk.store.Seen;
import dev.fairgate.risk.store.Swap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a node asks and tells the memory of networks, before a store that has nothing.
class NetworkMemoryTest {

    private static final long HOUR_MS = 3_600_000;
    private static final long T0 = 500_000L * HOUR_MS;
    private static final Learned BEFORE = new Learned(40, 7, 3, 1);

    private final Map<LimitKey, Learned> known = new HashMap<>();
    private final List<Learned> told = new ArrayList<>();
    private final Limits limits = new Limits(() -> 0, 100, 0.5, memory());

    @ParameterizedTest
    @EnumSource(names = {"IPV4_24", "IPV4_20", "IPV6_56", "IPV6_48"})
    void aNetworkThatTheStoreDoesNotKnowBeginsWithWhatWasLearned(LimitEntity entity) {
        known.put(key(entity), BEFORE);

        Profile profile = see(entity, T0);

        assertThat(profile.sequence()).isEqualTo(1);
        assertThat(profile.learned()).contains(BEFORE);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ADDRESS", "IPV6_64"})
    void ofOneAddressAndOfOneClientNothingIsAskedOrTold(LimitEntity entity) {
        known.put(key(entity), BEFORE);

        for (int hour = 0; hour < 5; hour++) {
            see(entity, T0 + hour * HOUR_MS);
        }

        assertThat(see(entity, T0 + 5 * HOUR_MS).hoursLearned()).isEqualTo(5);
        assertThat(told).isEmpty();
    }

    @Test
    void whatAnHourTaughtIsToldOnce() {
        for (int hour = 0; hour < 5; hour++) {
            for (int i = 0; i < 3; i++) {
                see(LimitEntity.IPV4_24, T0 + hour * HOUR_MS + i);
            }
        }

        assertThat(told).extracting(Learned::hours).containsExactly(3, 4);
    }

    @Test
    void whatTheStoreHasLostIsNotToldAndWhatItHasIsNotAskedFor() {
        for (int hour = 0; hour < 4; hour++) {
            see(LimitEntity.IPV4_24, T0 + hour * HOUR_MS);
        }
        told.clear();
        known.put(key(LimitEntity.IPV4_24), BEFORE);

        Profile lost = see(LimitEntity.IPV4_24, T0 + 4 * HOUR_MS, new Seen.Lost());
        assertThat(told).isEmpty();
        assertThat(lost.hoursLearned()).isEqualTo(4); // as proposed: 3, and this hour
        assertThat(see(LimitEntity.IPV4_24, T0 + 4 * HOUR_MS).hoursLearned()).isEqualTo(4);
    }

    private Profile see(LimitEntity entity, long at) {
        return see(entity, at, new Seen.Done());
    }

    private Profile see(LimitEntity entity, long at, Seen answer) {
        Sight sight = new Sight(at, 1, 1, (short) 0, false);
        Consumption tokens = limits.begin();
        Ask ask =
                tokens.ask(new LimitRequest(key(entity), Optional.empty(), 1, Optional.of(sight)));
        List<Swap> trip = new ArrayList<>();
        tokens.propose(trip);
        tokens.answered(List.of(answer), 0);
        return Objects.requireNonNull(Objects.requireNonNull(ask.outcome()).profile());
    }

    private static LimitKey key(LimitEntity entity) {
        return new LimitKey(entity, "here");
    }

    private NetworkMemory memory() {
        return new NetworkMemory() {
            @Override
            public Optional<Learned> recall(LimitKey network) {
                return Optional.ofNullable(known.get(network));
            }

            @Override
            public void learned(LimitKey network, Learned learned) {
                told.add(learned);
            }
        };
    }
}
