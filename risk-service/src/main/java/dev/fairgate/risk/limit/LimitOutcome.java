package dev.fairgate.risk.limit;

import dev.fairgate.models.feature.Profile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one entity answered.
///
/// @param allowed whether a token was there, or needed; it is gone now
/// @param remaining whole tokens left
/// @param retryAfter until the next token; zero when allowed
/// @param profile what is known of the entity, this request included, where one is kept
/// @param local whether this node decided alone because the store did not answer (LOCAL_QUOTA)
public record LimitOutcome(
        LimitEntity entity,
        boolean allowed,
        long remaining,
        Duration retryAfter,
        @Nullable Profile profile,
        boolean local) {

    /// Nothing is known, and nothing speaks against it.
    static LimitOutcome free(LimitEntity entity) {
        return new LimitOutcome(entity, true, 0, Duration.ZERO, null, false);
    }
}
