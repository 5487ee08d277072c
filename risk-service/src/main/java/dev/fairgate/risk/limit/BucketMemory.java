package dev.fairgate.risk.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// What one node remembers of buckets: the states it saw last, so that it can propose without
/// asking and refuse without a trip, and the quotas it gives out alone while the store, or the part
/// of it that has a bucket, does not answer.
///
/// A local quota is a bucket of its own with a share of the limit, so that all nodes together give
/// out about the limit: with two nodes and a share of one half, at most capacity and refill once
/// more than with a store, because nobody knows what was given out before.
final class BucketMemory {

    private static final int MOST_LIMITS = 1_000;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Cache<String, StoredBucket> seen;
    private final Cache<String, Bucket> localQuotas;
    private final LoadingCache<Limit, BucketConfiguration> configurations =
            Caffeine.newBuilder().maximumSize(MOST_LIMITS).build(BucketMemory::configuration);
    private final double localShare;
    private final TimeMeter clock;

    /// @param most buckets of which anything is remembered
    /// @param localShare in (0, 1]: a node's share of a limit while it counts alone
    BucketMemory(int most, double localShare, LongSupplier clock) {
        this.seen = bounded(most);
        this.localQuotas = bounded(most);
        this.localShare = localShare;
        this.clock = timeMeter(clock);
    }

    private static <T> Cache<String, T> bounded(int most) {
        return Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterAccess(IDLE)
                .executor(Runnable::run) // eviction is cheaper than waking another thread
                .build();
    }

    /// The bucket as this node saw it last.
    StoredBucket get(String key) {
        StoredBucket bucket = seen.getIfPresent(key);
        return bucket == null ? StoredBucket.NONE : bucket;
    }

    void put(String key, StoredBucket bucket) {
        seen.put(key, bucket);
    }

    BucketConfiguration configuration(LimitRequest request) {
        return configurations.get(request.limit());
    }

    /// Takes tokens of this node's own quota.
    List<LimitOutcome> local(LimitRequest request, int tokens) {
        Bucket bucket =
                localQuotas.get(
                        request.storeKey(),
                        _ ->
                                Bucket.builder()
                                        .addLimit(bandwidth(share(request.limit())))
                                        .withCustomTimePrecision(clock)
                                        .build());
        List<LimitOutcome> outcomes = new ArrayList<>(tokens);
        for (int i = 0; i < tokens; i++) {
            outcomes.add(outcome(request, bucket.tryConsumeAndReturnRemaining(1)));
        }
        return outcomes;
    }

    private static LimitOutcome outcome(LimitRequest request, ConsumptionProbe probe) {
        return new LimitOutcome(
                request.key().entity(),
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                0,
                true);
    }

    private Limit share(Limit limit) {
        return new Limit(
                Math.max(1, (long) (limit.capacity() * localShare)),
                limit.refillTokens(),
                Duration.ofMillis((long) (limit.refillPeriod().toMillis() / localShare)));
    }

    private static BucketConfiguration configuration(Limit limit) {
        return BucketConfiguration.builder().addLimit(bandwidth(limit)).build();
    }

    private static Bandwidth bandwidth(Limit limit) {
        return Bandwidth.builder()
                .capacity(limit.capacity())
                .refillGreedy(limit.refillTokens(), limit.refillPeriod())
                .build();
    }

    private static TimeMeter timeMeter(LongSupplier clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.getAsLong();
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }
}
