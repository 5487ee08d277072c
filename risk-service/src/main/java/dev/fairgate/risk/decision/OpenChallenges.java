package dev.fairgate.risk.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/// How many challenges nobody came back with: issued ones less ended ones, by the second in which
/// they expire, once that second is over. A challenge may end on another node than the one that
/// issued it, so only the sum over all nodes is a count; one node's alone may be below zero.
///
/// As a challenge lives an hour at most, no more seconds than an hour has are kept.
final class OpenChallenges {

    /// A response that came in time may be judged, and another clock be late, by this much.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final TreeMap<Long, Long> open = new TreeMap<>();
    private long abandoned;

    OpenChallenges(InstantSource clock) {
        this.clock = clock;
    }

    void issued(Instant expiresAt) {
        add(expiresAt, 1);
    }

    /// It was solved, failed or replaced.
    void ended(Instant expiresAt) {
        add(expiresAt, -1);
    }

    synchronized long abandoned() {
        long over = clock.instant().minus(GRACE).getEpochSecond();
        Map<Long, Long> ended = open.headMap(over);
        abandoned += ended.values().stream().mapToLong(Long::longValue).sum();
        ended.clear();
        return abandoned;
    }

    private synchronized void add(Instant expiresAt, long change) {
        open.merge(expiresAt.getEpochSecond(), change, Long::sum);
        abandoned();
    }
}
