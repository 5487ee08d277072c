package dev.fairgate.risk.limit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketState;
import io.github.bucket4j.MathType;

/// A bucket on its own, without a store: what a limit would have answered. Its arithmetic is that
/// of [StoredBucket]. For one thread.
public final class LoneBucket {

    private final BucketState state;

    private LoneBucket(BucketState state) {
        this.state = state;
    }

    /// Makes the buckets of one limit.
    public static final class Maker {
        private final BucketConfiguration configuration;

        /// All that it makes have this size.
        public Maker(Limit limit) {
            this.configuration = BucketMemory.configuration(limit);
        }

        /// A full one.
        public LoneBucket full(long nowNanos) {
            return new LoneBucket(
                    BucketState.createInitialState(
                            configuration, MathType.INTEGER_64_BITS, nowNanos));
        }
    }

    /// Takes a token, if there is one.
    ///
    /// @param nowNanos since 1970; earlier than before counts as before
    public boolean take(long nowNanos) {
        state.refillAllBandwidth(nowNanos);
        if (state.getAvailableTokens() < 1) {
            return false;
        }
        state.consume(1);
        return true;
    }

    /// Takes so many tokens, or all that there are.
    public void drain(long most, long nowNanos) {
        state.refillAllBandwidth(nowNanos);
        state.consume(Math.min(most, Math.max(0, state.getAvailableTokens())));
    }
}
