package dev.fairgate.risk.limit;

import java.time.Duration;

/// What one bucket answered.
///
/// @param allowed whether a token was there; it is gone now
/// @param remaining whole tokens left
/// @param retryAfter until the next token; zero when allowed
public record LimitOutcome(
        LimitEntity entity, boolean allowed, long remaining, Duration retryAfter) {}
