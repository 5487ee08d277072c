package dev.fairgate.risk.list;

import java.time.Instant;

/// A rule that does not count for somebody, because a person said so. Limits, the score and the
/// deny list still do.
///
/// @param id a ULID
/// @param code of the rule; [Treatment#EVERY] for all
/// @param reason in the words of that person
/// @param owner the account of whoever said so last
/// @param createdAt when it was said first
/// @param expiresAt from then on the rule counts again
record Suppression(
        String id,
        Target target,
        String code,
        String reason,
        String owner,
        Instant createdAt,
        Instant expiresAt)
        implements Item {

    Suppression {
        if (target.kind() == Target.Kind.ASN) {
            throw new IllegalArgumentException("nothing is suppressed for a whole system");
        }
    }

    /// The same words in place of a suppression of the same.
    Suppression inPlaceOf(Suppression before) {
        return new Suppression(before.id, target, code, reason, owner, before.createdAt, expiresAt);
    }

    @Override
    public boolean isAboutTheSameAs(Item other) {
        return other instanceof Suppression suppression
                && code.equals(suppression.code)
                && target.equals(suppression.target);
    }

    @Override
    public long until() {
        return expiresAt.toEpochMilli();
    }
}
