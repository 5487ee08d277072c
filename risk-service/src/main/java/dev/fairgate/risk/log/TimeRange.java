package dev.fairgate.risk.log;

import java.time.Instant;

/// A range of time.
///
/// @param from the first moment in it
/// @param to the first moment after it
public record TimeRange(Instant from, Instant to) {

    public TimeRange {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to, not " + from);
        }
    }

    boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
