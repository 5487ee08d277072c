package dev.fairgate.risk.limit;

import java.time.Duration;

/// What one bucket answered.
///
/// @param allowed whether a token was there; it is gone now
/// @param remaining whole tokens left
/// @param retryAfter until the next token; zero when allowed
/// @param recent about how many requests came in the last minute, this one included
/// @param local whether this node decided alone because the store did not answer (LOCAL_QUOTA)
public record LimitOutcome(
        LimitEntity entity,
        boolean allowed,
        long remaining,
        Duration retryAfter,
        long recent,
        boolean local) {}
