package dev.fairgate.risk.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.Profile;
import dev.fairgate.models.feature.Sight;
import dev.fairgate.risk.TestRedis;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Limits in one trip, on one server.
class LimitsIT extends LimitsContract {

    private static final Limit TWO_AN_HOUR = new Limit(2, 1, Duration.ofHours(1));

    private final String other = UUID.randomUUID().toString();

    @Override
    LimitsNode node(TimeMeter clock) {
        return new OneTripNode(TestRedis.client(), clock);
    }

    @Override
    List<Long> lifetimes(String text) {
        return TestRedis.ask(
                redis -> redis.keys("*" + text + "*").stream().map(redis::pttl).toList());
    }

    @Test
    void takesAnyNumberOfTokensOfAnyNumberOfBucketsInOneTrip() {
        try (OneTripNode node = realTime()) {
            List<LimitRequest> requests =
                    List.of(bucket("a"), bucket("b"), bucket("a"), bucket("a"), bucket("c"));

            List<LimitOutcome> outcomes = node.take(requests);

            assertThat(node.trips()).isEqualTo(1);
            assertThat(outcomes)
                    .extracting(LimitOutcome::allowed)
                    .containsExactly(true, true, true, false, true);
        }
    }

    @Test
    void needsOneTripMoreForABucketThatAnotherNodeChangedAndNoneForOneKnownToBeEmpty() {
        try (OneTripNode node = realTime();
                OneTripNode rival = realTime()) {
            List<LimitRequest> one = List.of(bucket("a"));
            node.take(one);
            rival.take(one);
            assertThat(rival.trips()).isEqualTo(2); // it did not know of the first token

            assertThat(node.take(one).getFirst().allowed()).isFalse();
            assertThat(node.trips()).isEqualTo(2); // the store held less than it had seen

            assertThat(node.take(Collections.nCopies(100, bucket("a"))))
                    .noneMatch(LimitOutcome::allowed);
            assertThat(node.trips()).isEqualTo(2);
        }
    }

    @Test
    void givesATokenBackToTheBucketItCameFrom() {
        try (OneTripNode node = realTime();
                OneTripNode rival = realTime()) {
            node.takeAndGiveBack(List.of(bucket("a")));
            assertThat(rival.take(List.of(bucket("a"), bucket("a"))))
                    .allMatch(LimitOutcome::allowed);
        }
    }

    @Test
    void countsWhatCameInTheLastMinuteOverAllNodes() {
        try (OneTripNode node = realTime();
                OneTripNode rival = realTime()) {
            LimitRequest wide =
                    new LimitRequest(
                            new LimitKey(LimitEntity.DEVICE, other),
                            Optional.of(new Limit(1_000, 1, Duration.ofHours(1))),
                            1,
                            Optional.of(new Sight(1_000, 7, Sight.NONE, (short) 0, false)));
            node.take(Collections.nCopies(30, wide));
            Profile last = rival.take(Collections.nCopies(12, wide)).getLast().profile();
            assertThat(last).isNotNull();
            assertThat(last.inAMinute()).isEqualTo(42);
            assertThat(last.sequence()).isEqualTo(42);
        }
    }

    private LimitRequest bucket(String name) {
        return new LimitRequest(
                new LimitKey(LimitEntity.ACCOUNT, other + "-" + name), TWO_AN_HOUR, 1);
    }

    private static OneTripNode realTime() {
        return new OneTripNode(TestRedis.client(), TimeMeter.SYSTEM_MILLISECONDS);
    }
}
