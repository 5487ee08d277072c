package dev.fairgate.risk.limit;

import java.time.Duration;

/// The size of a token bucket: it starts full with `capacity` tokens, and `refillTokens` come
/// back over `refillPeriod`, evenly. `Limit(10, 1, 1 s)`: ten at once, then one a second.
public record Limit(long capacity, long refillTokens, Duration refillPeriod) {

    /// Checks the numbers.
    public Limit {
        if (capacity < 1 || refillTokens < 1 || refillPeriod.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "a limit has at least one token, comes back, and takes time: %d, %d in %s"
                            .formatted(capacity, refillTokens, refillPeriod));
        }
    }

    /// The numbers as a part of store keys: another configuration is another bucket, so that a
    /// tightened limit bites at once.
    String keyPart() {
        return capacity + "-" + refillTokens + "-" + refillPeriod.toMillis();
    }
}
