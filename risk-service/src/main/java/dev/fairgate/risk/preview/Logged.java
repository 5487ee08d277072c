package dev.fairgate.risk.preview;

import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.risk.decision.Disposition;
import dev.fairgate.risk.decision.SecondOpinion.Standing;
import dev.fairgate.risk.limit.LimitEntity;
import org.jspecify.annotations.Nullable;

/// A decision of the log, with what a policy decides by: about 400 bytes.
///
/// @param at when it was asked for, in nanoseconds since 1970
/// @param key a hash of its id
/// @param standing how the request stood
/// @param names a hash of each of those behind it, by [#place(EntityKind)]; 0 for none
/// @param turns which request of each of them it was; 0 where that is not known
/// @param limits what the buckets answered
/// @param row see [PackedRow]
/// @param slices see [Slice#maskOf]
/// @param said what was decided
@SuppressWarnings("ArrayRecordComponent") // nobody compares or prints one
record Logged(
        long at,
        long key,
        Standing standing,
        long[] names,
        int[] turns,
        Limits limits,
        byte[] row,
        int slices,
        Said said) {

    static final int NAMES = EntityKind.values().length;

    /// What the buckets answered; a bit for each entity.
    ///
    /// @param asked which had one
    /// @param allowed which had a token
    /// @param local which a node answered alone
    record Limits(short asked, short allowed, short local) {

        boolean asked(LimitEntity entity) {
            return (asked & bit(entity)) != 0;
        }

        boolean allowed(LimitEntity entity) {
            return (allowed & bit(entity)) != 0;
        }

        boolean local(LimitEntity entity) {
            return (local & bit(entity)) != 0;
        }
    }

    /// What was decided.
    ///
    /// @param byScore whether the score reached a threshold
    record Said(
            Disposition disposition,
            double score,
            boolean byScore,
            @Nullable String model,
            long policy) {}

    @SuppressWarnings("EnumOrdinal") // bits of a mask that no process keeps
    static int bit(LimitEntity entity) {
        return 1 << entity.ordinal();
    }

    @SuppressWarnings("EnumOrdinal") // a place in arrays that no process keeps
    static int place(EntityKind kind) {
        return kind.ordinal();
    }

    /// The hash of an entity's name; 0 where the request has none.
    long name(LimitEntity entity) {
        return names[place(kindOf(entity))];
    }

    /// Refusals are an account's.
    private static EntityKind kindOf(LimitEntity entity) {
        EntityKind kind = entity.kind();
        return kind == null ? EntityKind.ACCOUNT : kind;
    }

    /// Which request of the entity it was; 0 where that is not known.
    int turn(LimitEntity entity) {
        return turns[place(kindOf(entity))];
    }

    /// Whether it came over IPv4.
    boolean isIpv4() {
        return (slices & Slice.IPV6.bit()) == 0;
    }
}
