package dev.fairgate.risk.policy;

import dev.fairgate.risk.limit.Limit;
import dev.fairgate.risk.limit.LimitEntity;

/// A limit on one entity and what follows when it is over.
public record LimitRule(LimitEntity entity, Limit limit, Effect effect) {

    /// What follows when a limit is over.
    public enum Effect {
        /// Nothing by itself: rules see it.
        SIGNAL,
        /// The request is put off (429).
        THROTTLE,
        /// A challenge is asked for (428).
        CHALLENGE,
        /// The request is refused (403); for `account-refusals` only.
        BLOCK
    }

    /// Keeps the promise to people who share an address.
    public LimitRule {
        if (!allows(entity, effect)) {
            throw new IllegalArgumentException(entity + " must not lead to " + effect);
        }
    }

    /// Whether evidence of this kind may have this effect: a network may at most challenge, and
    /// only an account that goes on after it was told to wait may be blocked.
    static boolean allows(LimitEntity entity, Effect effect) {
        return switch (effect) {
            case SIGNAL, CHALLENGE -> entity != LimitEntity.ACCOUNT_REFUSALS;
            case THROTTLE -> entity == LimitEntity.ACCOUNT || entity == LimitEntity.DEVICE;
            case BLOCK -> entity == LimitEntity.ACCOUNT_REFUSALS;
        };
    }
}
