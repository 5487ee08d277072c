package dev.fairgate.risk.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.risk.TestRedis;
import dev.fairgate.risk.store.RiskStore;
import io.github.bucket4j.TimeMeter;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class Bucket4jLimitsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Limit TEN_A_MINUTE = new Limit(10, 1, Duration.ofMinutes(1));

    private final String id = UUID.randomUUID().toString();
    private final AtomicLong nanos =
            new AtomicLong(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
    private final RedisClient client = TestRedis.client();
    private final RiskStore storeOfA = new RiskStore(() -> client);
    private final RiskStore storeOfB = new RiskStore(() -> client);
    private final Limits a = limits(storeOfA);
    private final Limits b = limits(storeOfB);

    @AfterEach
    void close() {
        storeOfA.close();
        storeOfB.close();
        client.close();
    }

    @Test
    void givesOutExactlyItsCapacityOverTwoNodes() {
        Limit hundred = new Limit(100, 1, Duration.ofHours(1));
        List<LimitRequest> one = List.of(request(LimitEntity.ACCOUNT, hundred));

        Long allowed =
                Flux.range(0, 400)
                        .flatMap(i -> (i % 2 == 0 ? a : b).tryConsume(one), 64)
                        .filter(outcomes -> outcomes.getFirst().allowed())
                        .count()
                        .block(PATIENCE);

        assertThat(allowed).isEqualTo(100);
    }

    @Test
    void givesOutAtMostTheRefillOfTheDifferenceOfTwoClocksMore() {
        Limit tenAndOneASecond = new Limit(10, 1, Duration.ofSeconds(1));
        AtomicLong ahead = new AtomicLong(nanos.get() + Duration.ofSeconds(5).toNanos());
        Limits fast = new Bucket4jLimits(storeOfB, new TestClock(ahead), Duration.ofSeconds(10));
        List<LimitRequest> one = List.of(request(LimitEntity.ACCOUNT, tenAndOneASecond));

        Long allowed =
                Flux.range(0, 200)
                        .concatMap(i -> (i < 50 || i % 2 == 0 ? a : fast).tryConsume(one))
                        .filter(outcomes -> outcomes.getFirst().allowed())
                        .count()
                        .block(PATIENCE);

        assertThat(allowed).isEqualTo(10 + 5);
    }

    @Test
    void answersOncePerRequestInOrderAndTakesFromTheOthersWhereOneRefuses() {
        Limit one = new Limit(1, 1, Duration.ofHours(1));
        List<LimitRequest> both =
                List.of(
                        request(LimitEntity.ACCOUNT, one),
                        request(LimitEntity.DEVICE, TEN_A_MINUTE));

        consume(a, both);
        List<LimitOutcome> second = consume(a, both);
        List<LimitOutcome> third = consume(b, both);

        assertThat(second)
                .extracting(LimitOutcome::entity)
                .containsExactly(LimitEntity.ACCOUNT, LimitEntity.DEVICE);
        assertThat(second).extracting(LimitOutcome::allowed).containsExactly(false, true);
        assertThat(third.getLast().remaining()).isEqualTo(7);
    }

    @Test
    void saysWhenTheNextTokenComesAndGivesItThen() {
        List<LimitRequest> one = List.of(request(LimitEntity.ACCOUNT, TEN_A_MINUTE));
        for (int i = 0; i < 10; i++) {
            assertThat(consume(a, one).getFirst().allowed()).isTrue();
        }

        LimitOutcome refused = consume(b, one).getFirst();
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(1));

        nanos.addAndGet(refused.retryAfter().toNanos());
        assertThat(consume(b, one).getFirst().allowed()).isTrue();
        assertThat(consume(a, one).getFirst().allowed()).isFalse();
    }

    @Test
    void letsATightenedLimitBiteAtOnce() {
        Limit tight = new Limit(1, 1, Duration.ofMinutes(1));
        consume(a, List.of(request(LimitEntity.ACCOUNT, TEN_A_MINUTE)));

        List<LimitRequest> tightened = List.of(request(LimitEntity.ACCOUNT, tight));
        assertThat(consume(a, tightened).getFirst().remaining()).isZero();
        assertThat(consume(b, tightened).getFirst().allowed()).isFalse();
    }

    @Test
    void leavesNoKeyWithoutATimeToLive() {
        consume(
                a,
                List.of(
                        request(LimitEntity.ACCOUNT, TEN_A_MINUTE),
                        request(LimitEntity.IPV6_48, new Limit(1, 1, Duration.ofMillis(1)))));

        List<String> keys = TestRedis.ask(redis -> redis.keys("*" + id + "*"));
        assertThat(keys).isNotEmpty();
        assertThat(keys)
                .allSatisfy(
                        key ->
                                assertThat(TestRedis.<Long>ask(redis -> redis.pttl(key)))
                                        .isPositive());
    }

    private Limits limits(RiskStore store) {
        return new Bucket4jLimits(store, new TestClock(nanos), Duration.ofSeconds(10));
    }

    private LimitRequest request(LimitEntity entity, Limit limit) {
        return new LimitRequest(new LimitKey(entity, id), limit);
    }

    private static List<LimitOutcome> consume(Limits limits, List<LimitRequest> requests) {
        List<LimitOutcome> outcomes = limits.tryConsume(requests).block(PATIENCE);
        assertThat(outcomes).isNotNull();
        return outcomes;
    }

    private record TestClock(AtomicLong nanos) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
