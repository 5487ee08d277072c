package dev.fairgate.risk.preview;

import dev.fairgate.risk.limit.Limit;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LoneBucket;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the buckets of one kind of entity would have answered under another limit, decision by
/// decision: with buckets that were full when the window began, and with buckets that were empty.
/// In truth they were in between, and soon the two are one.
///
/// Which request of an entity each was tells where nothing is missing before it: the first of all
/// met a full bucket, and where some in between are not in the log, they may have taken tokens.
final class Buckets {

    private static final byte ASKED = 1;
    private static final byte IF_FULL = 2;
    private static final byte IF_EMPTY = 4;

    private final LimitEntity entity;
    private final LoneBucket.Maker maker;
    private final long[] names;
    private final @Nullable One[] all;

    /// One entity's bucket, in both cases; none before it is asked for the first token.
    private static final class One {
        private @Nullable LoneBucket full;
        private @Nullable LoneBucket empty;
        private int turn;

        /// Tokens that may be gone without a line that says so.
        private long missing;

        One(int turn) {
            this.turn = turn;
            this.missing = turn == 1 ? 0 : Long.MAX_VALUE;
        }

        void seen(int next) {
            boolean skips = turn > 0 && next > turn + 1;
            missing = skips ? Math.max(missing, next - turn - 1) : missing;
            turn = Math.max(turn, next);
        }
    }

    private Buckets(LimitEntity entity, Limit limit, List<Logged> decisions) {
        this.entity = entity;
        this.maker = new LoneBucket.Maker(limit);
        this.names =
                decisions.stream().mapToLong(it -> it.name(entity)).sorted().distinct().toArray();
        this.all = new One[names.length];
    }

    /// Whom a limit counts for.
    interface Asked {
        /// Whether a decision asks for a token at all.
        ///
        /// @param full with buckets that were full, else empty
        boolean asks(int decision, boolean full);
    }

    /// Takes a token for each decision, in order.
    static byte[] answers(LimitEntity entity, Limit limit, List<Logged> decisions, Asked asked) {
        Buckets buckets = new Buckets(entity, limit, decisions);
        byte[] answers = new byte[decisions.size()];
        for (int i = 0; i < answers.length; i++) {
            if (decisions.get(i).name(entity) != 0) {
                answers[i] = buckets.answer(decisions.get(i), i, asked);
            }
        }
        return answers;
    }

    private byte answer(Logged decision, int number, Asked asked) {
        One one = seen(decision);
        boolean full = asked.asks(number, true);
        boolean empty = asked.asks(number, false);
        if (!full && !empty) {
            return 0;
        }
        int answer = full ? ASKED : 0;
        answer |= !full || full(one, decision.at()).take(decision.at()) ? IF_FULL : 0;
        answer |= !empty || empty(one, decision.at()).take(decision.at()) ? IF_EMPTY : 0;
        return (byte) answer;
    }

    private One seen(Logged decision) {
        int place = Arrays.binarySearch(names, decision.name(entity));
        int turn = decision.turn(entity);
        One one = all[place];
        if (one == null) {
            one = new One(turn);
            all[place] = one;
        } else {
            one.seen(turn);
        }
        return one;
    }

    private LoneBucket full(One one, long at) {
        LoneBucket bucket = one.full;
        if (bucket == null) {
            bucket = maker.full(at);
            one.full = bucket;
        }
        return bucket;
    }

    private LoneBucket empty(One one, long at) {
        LoneBucket bucket = one.empty;
        if (bucket == null) {
            bucket = maker.full(at);
            one.empty = bucket;
        }
        if (one.missing > 0) {
            bucket.drain(one.missing, at);
            one.missing = 0;
        }
        return bucket;
    }

    static boolean asked(byte answer) {
        return (answer & (ASKED | IF_FULL | IF_EMPTY)) != 0;
    }

    /// Whether there was a token, or none was asked for.
    static boolean allowed(byte answer, boolean full) {
        return (answer & (full ? IF_FULL : IF_EMPTY)) != 0;
    }

    /// Whether it hangs on what the bucket was when the window began.
    static boolean hangs(byte answer) {
        return asked(answer) && allowed(answer, true) != allowed(answer, false);
    }
}
