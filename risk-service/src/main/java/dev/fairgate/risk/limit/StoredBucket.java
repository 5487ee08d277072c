package dev.fairgate.risk.limit;

import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.Profile;
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

/// What the store keeps of one entity, in one value: a stamp, Bucket4j's state of its bucket, its
/// profile. Immutable; all arithmetic is Bucket4j's and [Profile]'s.
///
/// No two values have the same stamp, so that a swap has to compare nothing else.
final class StoredBucket {

    /// Nothing is known yet.
    static final StoredBucket NONE = new StoredBucket(null, null, null);

    /// A key outlives the moment at which its bucket is full again by this much.
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /// Behind the stamp: how long the bucket is.
    private static final int HEAD = Stamps.BYTES + Short.BYTES;

    private final byte @Nullable [] stamp;
    private final @Nullable RemoteBucketState state;
    private final @Nullable Profile profile;

    /// @param stamp of the value that the store is believed to hold; null for none
    /// @param state of the bucket; null without one
    /// @param profile what is known, and what this node has refused since without telling the store
    private StoredBucket(
            byte @Nullable [] stamp, @Nullable RemoteBucketState state, @Nullable Profile profile) {
        this.stamp = stamp;
        this.state = state;
        this.profile = profile;
    }

    /// Whether there is a bucket.
    boolean exists() {
        return state != null;
    }

    /// What is known of the entity, where a profile is kept.
    @Nullable Profile profile() {
        return profile;
    }

    /// The same with a profile.
    StoredBucket with(Profile known) {
        return new StoredBucket(stamp, state, known);
    }

    /// Reads a value of the store.
    static StoredBucket held(@Nullable EntityKind kind, byte @Nullable [] value) {
        if (value == null) {
            return NONE;
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        byte[] stamp = new byte[Stamps.BYTES];
        in.get(stamp);
        byte[] bucket = new byte[in.getShort()];
        in.get(bucket);
        byte[] profile = new byte[in.remaining()];
        in.get(profile);
        return new StoredBucket(
                stamp,
                bucket.length == 0 ? null : InternalSerializationHelper.deserializeState(bucket),
                kind == null || profile.length == 0 ? null : Profile.read(kind, profile));
    }

    /// Begins to serve requests at a moment, on a copy.
    ///
    /// @param configuration of the bucket; null where no token is asked for
    Attempt attempt(
            LimitRequest request, @Nullable BucketConfiguration configuration, long nowNanos) {
        return new Attempt(this, request, configuration, nowNanos);
    }

    /// The same with one purchase more, of a site.
    StoredBucket withOutcome(boolean paid, Stamps stamps) {
        return new StoredBucket(stamps.next(), state, site().withOutcome(paid));
    }

    /// The change of the store that makes `after`, which has an outcome more, what holds.
    Swap swap(String key, StoredBucket after) {
        return Swap.write(key, stamp, after.bytes(), after.site().life());
    }

    private Profile site() {
        return profile == null ? Profile.unseen(EntityKind.SITE) : profile;
    }

    /// Requests that are served from one bucket at one moment, one after the other.
    static final class Attempt {
        private final StoredBucket before;
        private final LimitEntity entity;
        private final long nowNanos;
        private final @Nullable RemoteBucketState state;
        private @Nullable Profile profile;
        private boolean changed;

        private Attempt(
                StoredBucket before,
                LimitRequest request,
                @Nullable BucketConfiguration configuration,
                long nowNanos) {
            this.before = before;
            this.entity = request.key().entity();
            this.nowNanos = nowNanos;
            this.profile = before.profile;
            this.state =
                    configuration == null
                            ? before.state
                            : refilled(request, configuration, before.state, nowNanos);
            if (state != null && configuration != null) {
                takeOver(state, request, configuration);
            }
        }

        /// Looks at a request, and takes a token if one is asked for and there.
        LimitOutcome take(LimitRequest request) {
            request.sight().ifPresent(sight -> profile = known(request).after(sight));
            if (request.limit().isEmpty() || state == null) {
                changed = true;
                return outcome(Long.MAX_VALUE, Duration.ZERO);
            }
            long left = state.getAvailableTokens();
            if (left < 1) {
                long wait =
                        state.calculateDelayNanosAfterWillBePossibleToConsume(1, nowNanos, false);
                return outcome(left, Duration.ofNanos(Math.max(1, wait)));
            }
            state.consume(1);
            changed = true;
            return outcome(left - 1, Duration.ZERO);
        }

        /// Puts one back.
        void giveBack() {
            if (state != null) {
                state.addTokens(1);
                changed = true;
            }
        }

        /// Whether there is no token, and no other limit that would have to be taken over first.
        boolean isEmpty() {
            return !changed && state != null && state.getAvailableTokens() < 1;
        }

        /// Whether the store has to hear of it.
        boolean isChanged() {
            return changed;
        }

        /// What is known after what happened here: to be written if something changed, else as
        /// this node alone remembers it.
        StoredBucket after(Stamps stamps) {
            return new StoredBucket(changed ? stamps.next() : before.stamp, state, profile);
        }

        /// The change of the store that makes `after` what holds.
        Swap swap(String key, StoredBucket after) {
            long full = state == null ? 0 : state.calculateFullRefillingTime(nowNanos);
            Duration life = Duration.ofNanos(full);
            Profile learned = after.profile;
            if (learned != null && learned.life().compareTo(life) > 0) {
                life = learned.life();
            }
            return Swap.write(key, before.stamp, after.bytes(), life.plus(MARGIN));
        }

        private Profile known(LimitRequest request) {
            EntityKind kind = request.key().entity().kind();
            if (kind == null) {
                throw new IllegalStateException("no profile is kept of " + entity);
            }
            return profile == null ? Profile.unseen(kind) : profile;
        }

        private LimitOutcome outcome(long remaining, Duration retryAfter) {
            return new LimitOutcome(
                    entity, retryAfter.isZero(), remaining, retryAfter, profile, false);
        }

        private static RemoteBucketState refilled(
                LimitRequest request,
                BucketConfiguration configuration,
                @Nullable RemoteBucketState before,
                long nowNanos) {
            RemoteBucketState state =
                    before == null ? full(request, configuration, nowNanos) : before.copy();
            state.refillAllBandwidth(nowNanos);
            return state;
        }

        private static RemoteBucketState full(
                LimitRequest request, BucketConfiguration configuration, long nowNanos) {
            return new RemoteBucketState(
                    BucketState.createInitialState(
                            configuration, MathType.INTEGER_64_BITS, nowNanos),
                    new RemoteStat(0),
                    request.version());
        }

        private void takeOver(
                RemoteBucketState bucket, LimitRequest request, BucketConfiguration configuration) {
            Long version = bucket.getConfigurationVersion();
            if (version == null || version < request.version()) {
                bucket.replaceConfiguration(
                        configuration, TokensInheritanceStrategy.PROPORTIONALLY, nowNanos);
                bucket.setConfigurationVersion(request.version());
                changed = true;
            }
        }
    }

    private byte[] bytes() {
        if (stamp == null) {
            throw new IllegalStateException("nothing to write");
        }
        byte[] bucket =
                state == null
                        ? new byte[0]
                        : InternalSerializationHelper.serializeState(state, Versions.getLatest());
        byte[] known = profile == null ? new byte[0] : profile.bytes();
        byte[] value = Arrays.copyOf(stamp, HEAD + bucket.length + known.length);
        ByteBuffer.wrap(value)
                .position(Stamps.BYTES)
                .putShort((short) bucket.length)
                .put(bucket)
                .put(known);
        return value;
    }
}
