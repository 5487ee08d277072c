package dev.fairgate.risk.decision;

import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.policy.CurrentPolicy;
import dev.fairgate.risk.policy.LimitRule;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Counts decisions: by disposition and first reason, by the versions of policy and model behind
/// them, those with a part of the evidence out of reach, and whom they left short of tokens.
@Component
class DecisionMetrics implements DecisionListener {

    private static final int MOST_REASONS = 96;
    private static final int MOST_RULES = 64;

    /// Near is whose bucket has less than a tenth left.
    private static final int TENTH = 10;

    private final MeterRegistry registry;
    private final CurrentPolicy policy;
    private final Counter degraded;
    private final VersionCounters policies;
    private final VersionCounters models;
    private final BoundedLabels reasons = new BoundedLabels(MOST_REASONS);
    private final BoundedLabels rules = new BoundedLabels(MOST_RULES);

    DecisionMetrics(MeterRegistry registry, CurrentPolicy policy) {
        this.registry = registry;
        this.policy = policy;
        this.degraded = registry.counter("fairgate.decisions.degraded");
        this.policies = new VersionCounters(registry, "fairgate.decisions.policy");
        this.models = new VersionCounters(registry, "fairgate.decisions.model");
        shadow("other");
    }

    @Override
    public void decided(Weighed weighed, Decision decision) {
        registry.counter(
                        "fairgate.decisions",
                        "disposition",
                        decision.disposition().wireName(),
                        "reason",
                        reason(decision))
                .increment();
        policies.count(Long.toString(decision.policyVersion()), decision.disposition());
        models.count(
                Objects.requireNonNullElse(decision.modelVersion(), "none"),
                decision.disposition());
        if (decision.degraded()) {
            degraded.increment();
        }
        for (LimitOutcome outcome : weighed.evidence().limits()) {
            countNear(outcome);
        }
    }

    @Override
    public void shadowed(AssessmentRequest request, String rule) {
        shadow(rules.of(rule)).increment();
    }

    private Counter shadow(String rule) {
        return registry.counter("fairgate.rules.shadow", "rule", rule);
    }

    private String reason(Decision decision) {
        return decision.reasons().isEmpty()
                ? "none"
                : reasons.of(decision.reasons().getFirst().code());
    }

    /// By the capacity of now: the policy may have changed since the bucket was asked, which is
    /// seldom, and a metric.
    private void countNear(LimitOutcome outcome) {
        if (TENTH * outcome.remaining() < capacity(outcome.entity())) {
            registry.counter(
                            "fairgate.limits.near",
                            "entity",
                            outcome.entity().wireName(),
                            "state",
                            outcome.allowed() ? "near" : "over")
                    .increment();
        }
    }

    /// 0 where the policy has no limit.
    private long capacity(LimitEntity entity) {
        for (LimitRule rule : policy.get().limits()) {
            if (rule.entity() == entity) {
                return rule.limit().capacity();
            }
        }
        return 0;
    }
}
