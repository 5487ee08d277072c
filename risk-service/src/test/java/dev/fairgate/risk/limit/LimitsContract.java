package dev.fairgate.risk.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for any way to share buckets between nodes.
abstract class LimitsContract {

    private static final Limit TEN_A_MINUTE = new Limit(10, 1, Duration.ofMinutes(1));

    private final String id = UUID.randomUUID().toString();
    private final AtomicLong nanos =
            new AtomicLong(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
    private final AtomicLong nanosOfB = new AtomicLong(nanos.get());
    private LimitsNode a = closed();
    private LimitsNode b = closed();

    /// A node of its own on the shared store.
    abstract LimitsNode node(TimeMeter clock);

    /// The keys whose names contain a text, and how long each lives, in ms.
    abstract List<Long> lifetimes(String text);

    @BeforeEach
    void start() {
        a = node(new TestClock(nanos));
        b = node(new TestClock(nanosOfB));
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
    }

    @Test
    void givesOutExactlyItsCapacityOverTwoNodes() throws Exception {
        List<LimitRequest> one =
                List.of(request(LimitEntity.ACCOUNT, new Limit(100, 1, Duration.ofHours(1)), 1));

        List<Callable<Boolean>> calls =
                IntStream.range(0, 400)
                        .<Callable<Boolean>>mapToObj(
                                i -> () -> (i % 2 == 0 ? a : b).take(one).getFirst().allowed())
                        .toList();

        assertThat(allowed(calls)).isEqualTo(100);
    }

    @Test
    void givesOutAtMostTheRefillOfTheDifferenceOfTwoClocksMore() {
        nanosOfB.addAndGet(Duration.ofSeconds(5).toNanos());
        List<LimitRequest> one =
                List.of(request(LimitEntity.ACCOUNT, new Limit(10, 1, Duration.ofSeconds(1)), 1));

        long allowed =
                IntStream.range(0, 200)
                        .mapToObj(i -> (i < 50 || i % 2 == 0 ? a : b).take(one).getFirst())
                        .filter(LimitOutcome::allowed)
                        .count();

        assertThat(allowed).isEqualTo(10 + 5);
    }

    @Test
    void answersOncePerRequestInOrderAndTakesFromTheOthersWhereOneRefuses() {
        Limit one = new Limit(1, 1, Duration.ofHours(1));
        List<LimitRequest> both =
                List.of(
                        request(LimitEntity.ACCOUNT, one, 1),
                        request(LimitEntity.DEVICE, TEN_A_MINUTE, 1));

        a.take(both);
        List<LimitOutcome> second = a.take(both);
        List<LimitOutcome> third = b.take(both);

        assertThat(second)
                .extracting(LimitOutcome::entity)
                .containsExactly(LimitEntity.ACCOUNT, LimitEntity.DEVICE);
        assertThat(second).extracting(LimitOutcome::allowed).containsExactly(false, true);
        assertThat(third.getLast().remaining()).isEqualTo(7);
    }

    @Test
    void saysWhenTheNextTokenComesAndGivesItThen() {
        List<LimitRequest> one = List.of(request(LimitEntity.ACCOUNT, TEN_A_MINUTE, 1));
        for (int i = 0; i < 10; i++) {
            assertThat(a.take(one).getFirst().allowed()).isTrue();
        }

        LimitOutcome refused = b.take(one).getFirst();
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(1));

        nanos.addAndGet(refused.retryAfter().toNanos());
        nanosOfB.set(nanos.get());
        assertThat(b.take(one).getFirst().allowed()).isTrue();
        assertThat(a.take(one).getFirst().allowed()).isFalse();
    }

    @Test
    void letsATightenedLimitBiteBucketsThatExistAtOnce() {
        for (int i = 0; i < 4; i++) {
            a.take(List.of(request(LimitEntity.ACCOUNT, TEN_A_MINUTE, 1)));
        }

        Limit half = new Limit(5, 1, Duration.ofMinutes(1));
        List<LimitRequest> tightened = List.of(request(LimitEntity.ACCOUNT, half, 2));
        assertThat(b.take(tightened).getFirst().remaining()).isEqualTo(2); // 6 of 10 is 3 of 5
        assertThat(a.take(tightened).getFirst().remaining()).isEqualTo(1);
    }

    @Test
    void doesNotGoBackToAnOlderLimitForANodeThatIsBehind() {
        Limit one = new Limit(1, 1, Duration.ofHours(1));
        a.take(List.of(request(LimitEntity.ACCOUNT, one, 2)));

        LimitOutcome behind =
                b.take(List.of(request(LimitEntity.ACCOUNT, TEN_A_MINUTE, 1))).getFirst();

        assertThat(behind.allowed()).isFalse();
    }

    @Test
    void leavesNoKeyWithoutATimeToLive() {
        a.take(
                List.of(
                        request(LimitEntity.ACCOUNT, TEN_A_MINUTE, 1),
                        request(LimitEntity.IPV6_48, new Limit(1, 1, Duration.ofMillis(1)), 1)));

        assertThat(lifetimes(id)).isNotEmpty().allMatch(life -> life > 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void answersAsOneBucketInOneProcessWouldHoweverNodesAndTimesInterleave(long seed) {
        Random random = new Random(seed);
        Limit limit =
                new Limit(
                        1 + random.nextInt(20),
                        1 + random.nextInt(5),
                        Duration.ofMillis(1 + random.nextInt(3_000)));
        List<LimitRequest> one = List.of(request(LimitEntity.ADDRESS, limit, 1));
        Bucket model =
                Bucket.builder()
                        .addLimit(
                                bandwidth ->
                                        bandwidth
                                                .capacity(limit.capacity())
                                                .refillGreedy(
                                                        limit.refillTokens(), limit.refillPeriod()))
                        .withCustomTimePrecision(new TestClock(nanos))
                        .build();

        for (int i = 0; i < 150; i++) {
            nanos.addAndGet(random.nextInt(4) == 0 ? random.nextLong(1_000_000_000) : 0);
            nanosOfB.set(nanos.get());
            LimitOutcome outcome = (random.nextBoolean() ? a : b).take(one).getFirst();
            ConsumptionProbe expected = model.tryConsumeAndReturnRemaining(1);
            assertThat(outcome.allowed()).as("step %d", i).isEqualTo(expected.isConsumed());
            assertThat(outcome.remaining())
                    .as("step %d", i)
                    .isEqualTo(expected.getRemainingTokens());
            assertThat(outcome.retryAfter().toNanos())
                    .as("step %d", i)
                    .isEqualTo(expected.getNanosToWaitForRefill());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void neverGivesOutMoreThanCapacityAndRefillWhateverTheClocksAndTheOrder(long seed)
            throws Exception {
        Random random = new Random(seed);
        Limit limit = new Limit(1 + random.nextInt(30), 1, Duration.ofMillis(100));
        List<LimitRequest> one = List.of(request(LimitEntity.ADDRESS, limit, 1));
        long begin = nanos.get();
        List<Callable<Boolean>> calls =
                IntStream.range(0, 300)
                        .<Callable<Boolean>>mapToObj(
                                i -> {
                                    long step = random.nextInt(20_000_000);
                                    LimitsNode node = random.nextBoolean() ? a : b;
                                    return () -> {
                                        (i % 3 == 0 ? nanos : nanosOfB).addAndGet(step);
                                        return node.take(one).getFirst().allowed();
                                    };
                                })
                        .toList();

        long allowed = allowed(calls);

        long elapsed = Math.max(nanos.get(), nanosOfB.get()) - begin;
        assertThat(allowed)
                .isLessThanOrEqualTo(
                        limit.capacity() + elapsed / limit.refillPeriod().toNanos() + 1)
                .isGreaterThanOrEqualTo(limit.capacity());
    }

    final LimitRequest request(LimitEntity entity, Limit limit, long version) {
        return new LimitRequest(new LimitKey(entity, id), limit, version);
    }

    private static long allowed(List<Callable<Boolean>> calls)
            throws InterruptedException, ExecutionException {
        long allowed = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<Boolean> call : threads.invokeAll(calls)) {
                allowed += call.get() ? 1 : 0;
            }
        }
        return allowed;
    }

    private static LimitsNode closed() {
        return new LimitsNode() {
            @Override
            public List<LimitOutcome> take(List<LimitRequest> requests) {
                throw new IllegalStateException("not started");
            }

            @Override
            public void close() {}
        };
    }

    /// A clock that goes when the test says so.
    record TestClock(AtomicLong nanos) implements TimeMeter {

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
