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
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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
    private final Recollection networks;
    private final Stamps stamps = new Stamps();

    /// @param most buckets of which anything is remembered
    /// @param localShare in (0, 1]: a node's share of a limit while it counts alone
    BucketMemory(int most, double localShare, LongSupplier clock, NetworkMemory networks) {
        this.seen = bounded(most);
        this.localQuotas = bounded(most);
        this.localShare = localShare;
        this.clock = timeMeter(clock);
        this.networks = new Recollection(networks);
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

    /// What is known of networks beyond this node and the store.
    Recollection networks() {
        return networks;
    }

    Stamps stamps() {
        return stamps;
    }

    /// The bucket's configuration; null where the request asks for no token.
    @Nullable BucketConfiguration configuration(LimitRequest request) {
        return request.limit().map(configurations::get).orElse(null);
    }

    /// What the request is answered without the store: a token of this node's own quota where it
    /// asks for one.
    ///
    /// @param proposed what it would have been answered if the store had agreed
    LimitOutcome local(LimitRequest request, LimitOutcome proposed) {
        return request.limit()
                .map(limit -> localQuota(request, limit).tryConsumeAndReturnRemaining(1))
                .map(probe -> outcome(proposed, probe))
                .orElse(
                        new LimitOutcome(
                                proposed.entity(),
                                true,
                                proposed.remaining(),
                                Duration.ZERO,
                                proposed.profile(),
                                true));
    }

    private Bucket localQuota(LimitRequest request, Limit limit) {
        return localQuotas.get(
                request.storeKey(),
                _ ->
                        Bucket.builder()
                                .addLimit(bandwidth(share(limit)))
                                .withCustomTimePrecision(clock)
                                .build());
    }

    private static LimitOutcome outcome(LimitOutcome proposed, ConsumptionProbe probe) {
        return new LimitOutcome(
                proposed.entity(),
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                proposed.profile(),
                true);
    }

    private Limit share(Limit limit) {
        return new Limit(
                Math.max(1, (long) (limit.capacity() * localShare)),
                limit.refillTokens(),
                Duration.ofMillis((long) (limit.refillPeriod().toMillis() / localShare)));
    }

    static BucketConfiguration configuration(Limit limit) {
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
