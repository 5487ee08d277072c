package dev.fairgate.risk.review;

import dev.fairgate.risk.review.ReviewStore.Backlog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Shows what waits as `fairgate.review.undone` and `fairgate.review.oldest.seconds` (no number
/// before PostgreSQL was asked), and counts appeals of this node as `fairgate.appeals` by
/// `outcome`: taken, granted, upheld.
final class ReviewMetrics {

    private static final String APPEALS = "fairgate.appeals";
    private static final String OUTCOME = "outcome";

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Backlog> backlog = new AtomicReference<>();

    ReviewMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        List.of("taken", "granted", "upheld").forEach(it -> registry.counter(APPEALS, OUTCOME, it));
        registry.gauge("fairgate.review.undone", this, ReviewMetrics::undone);
        registry.gauge("fairgate.review.oldest.seconds", this, ReviewMetrics::oldestSeconds);
    }

    void show(Backlog seen) {
        backlog.set(seen);
    }

    void appealTaken() {
        registry.counter(APPEALS, OUTCOME, "taken").increment();
    }

    void appealDecided(boolean granted) {
        registry.counter(APPEALS, OUTCOME, granted ? "granted" : "upheld").increment();
    }

    private double undone() {
        Backlog seen = backlog.get();
        return seen == null ? Double.NaN : seen.undone();
    }

    private double oldestSeconds() {
        Backlog seen = backlog.get();
        return seen == null
                ? Double.NaN
                : seen.oldest()
                        .map(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0)
                        .orElse(0.0);
    }
}
