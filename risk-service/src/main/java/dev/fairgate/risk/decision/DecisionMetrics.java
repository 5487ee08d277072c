package dev.fairgate.risk.decision;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// Counts decisions: `fairgate.decisions` by disposition and first reason, both of small fixed
/// sets.
@Component
class DecisionMetrics implements DecisionListener {

    private final MeterRegistry registry;

    DecisionMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void decided(Weighed weighed, Decision decision) {
        String reason =
                decision.reasons().isEmpty() ? "none" : decision.reasons().getFirst().code();
        registry.counter(
                        "fairgate.decisions",
                        "disposition",
                        decision.disposition().wireName(),
                        "reason",
                        reason)
                .increment();
    }
}
