package dev.fairgate.risk.limit;

import dev.fairgate.risk.store.Swap;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketState;
import io.github.bucket4j.MathType;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.remote.RemoteStat;
import io.github.bucket4j.distributed.serialization.InternalSerializationHelper;
import io.github.bucket4j.distributed.versioning.Versions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A bucket as one value of the store: Bucket4j's state, and behind it the counts of [Recent].
/// Immutable; all arithmetic is Bucket4j's.
final class StoredBucket {

    /// No bucket yet.
    static final StoredBucket NONE = new StoredBucket(null, null, Recent.NONE);

    /// A key outlives the moment at which its bucket is full again by this much.
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /// The counts are worth keeping for as long as they count.
    private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();

    private final byte @Nullable [] stored;
    private final @Nullable RemoteBucketState state;
    private final Recent recent;

    /// @param stored the value that the store is believed to hold; null for none
    /// @param state what it says; null without a value
    /// @param recent what it counts, and what this node has refused since without telling the store
    private StoredBucket(
            byte @Nullable [] stored, @Nullable RemoteBucketState state, Recent recent) {
        this.stored = stored;
        this.state = state;
        this.recent = recent;
    }

    /// Whether there is a bucket.
    boolean exists() {
        return stored != null;
    }

    /// Reads a value of the store.
    static StoredBucket held(byte @Nullable [] value) {
        if (value == null) {
            return NONE;
        }
        int end = value.length - Recent.BYTES;
        return new StoredBucket(
                value,
                InternalSerializationHelper.deserializeState(Arrays.copyOf(value, end)),
                Recent.read(ByteBuffer.wrap(value, end, Recent.BYTES)));
    }

    /// Begins to serve requests at a moment, on a copy.
    Attempt attempt(LimitRequest request, BucketConfiguration configuration, long nowNanos) {
        return new Attempt(this, request, configuration, nowNanos);
    }

    /// The change of the store that makes this bucket's state the one that holds.
    Swap swap(String key, StoredBucket before, long nowNanos) {
        if (stored == null || state == null) {
            throw new IllegalStateException("nothing to write");
        }
        long full = state.calculateFullRefillingTime(nowNanos);
        Duration life = Duration.ofNanos(Math.max(full, KEPT_NANOS)).plus(MARGIN);
        return Swap.write(key, before.stored, stored, life);
    }

    /// Requests that are served from one bucket at one moment, one after the other.
    static final class Attempt {
        private final StoredBucket before;
        private final LimitEntity entity;
        private final long nowNanos;
        private final RemoteBucketState state;
        private Recent recent;
        private boolean changed;

        private Attempt(
                StoredBucket before,
                LimitRequest request,
                BucketConfiguration configuration,
                long nowNanos) {
            this.before = before;
            this.entity = request.key().entity();
            this.nowNanos = nowNanos;
            this.recent = before.recent;
            this.state =
                    before.state == null
                            ? full(request, configuration, nowNanos)
                            : before.state.copy();
            state.refillAllBandwidth(nowNanos);
            takeOver(request, configuration);
        }

        /// Takes a token, if there is one.
        LimitOutcome take() {
            recent = recent.plusOne(nowNanos);
            if (state.getAvailableTokens() < 1) {
                long wait =
                        state.calculateDelayNanosAfterWillBePossibleToConsume(1, nowNanos, false);
                return outcome(false, Duration.ofNanos(wait));
            }
            state.consume(1);
            changed = true;
            return outcome(true, Duration.ZERO);
        }

        /// Puts one back.
        void giveBack() {
            state.addTokens(1);
            changed = true;
        }

        /// Whether there is no token, and no other limit that would have to be taken over first.
        boolean isEmpty() {
            return !changed && state.getAvailableTokens() < 1;
        }

        /// Whether the store has to hear of it.
        boolean isChanged() {
            return changed;
        }

        /// The bucket with what happened here: as a value to be written if something changed, else
        /// as this node alone remembers it.
        StoredBucket after() {
            return changed
                    ? new StoredBucket(bytes(), state, recent)
                    : new StoredBucket(before.stored, before.state, recent);
        }

        private LimitOutcome outcome(boolean allowed, Duration retryAfter) {
            return new LimitOutcome(
                    entity,
                    allowed,
                    state.getAvailableTokens(),
                    retryAfter,
                    recent.estimate(nowNanos),
                    false);
        }

        private static RemoteBucketState full(
                LimitRequest request, BucketConfiguration configuration, long nowNanos) {
            return new RemoteBucketState(
                    BucketState.createInitialState(
                            configuration, MathType.INTEGER_64_BITS, nowNanos),
                    new RemoteStat(0),
                    request.version());
        }

        private void takeOver(LimitRequest request, BucketConfiguration configuration) {
            Long version = state.getConfigurationVersion();
            if (version == null || version < request.version()) {
                state.replaceConfiguration(
                        configuration, TokensInheritanceStrategy.PROPORTIONALLY, nowNanos);
                state.setConfigurationVersion(request.version());
                changed = true;
            }
        }

        private byte[] bytes() {
            byte[] bucket = InternalSerializationHelper.serializeState(state, Versions.getLatest());
            ByteBuffer value = ByteBuffer.wrap(Arrays.copyOf(bucket, bucket.length + Recent.BYTES));
            recent.write(value.position(bucket.length));
            return value.array();
        }
    }
}
