package dev.fairgate.risk.outcome;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Counts outcomes that were new: `fairgate.outcomes` by outcome, all of them from the start.
@Component
class OutcomeMetrics implements OutcomeListener {

    private final MeterRegistry registry;

    OutcomeMetrics(MeterRegistry registry) {
        this.registry = registry;
        Stream.of(Outcome.values()).forEach(this::counter);
    }

    @Override
    public void taken(Reported outcome, Instant takenAt) {
        counter(outcome.outcome()).increment();
    }

    private Counter counter(Outcome outcome) {
        return registry.counter("fairgate.outcomes", "outcome", outcome.wireName());
    }
}
