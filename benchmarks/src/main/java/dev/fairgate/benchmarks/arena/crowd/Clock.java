package dev.fairgate.benchmarks.arena.crowd;

import java.time.Instant;

/// Time as the crowd counts it: from the opening of the sale.
final class Clock {

    private volatile long opensAtMs;

    /// Says when the sale opens, before anybody asks for the time.
    void opensAt(Instant opening) {
        opensAtMs = opening.toEpochMilli();
    }

    /// Since the opening; negative before it.
    int now() {
        return (int) (System.currentTimeMillis() - opensAtMs);
    }

    /// As wall clocks tell it.
    long epochMs(int sinceOpening) {
        return opensAtMs + sinceOpening;
    }

    /// Returns then, at once if it is past.
    void await(int sinceOpening) throws InterruptedException {
        long left = sinceOpening - (long) now();
        if (left > 0) {
            Thread.sleep(left);
        }
    }
}
