package dev.fairgate.risk.label;

import dev.fairgate.risk.decision.Decision;
import dev.fairgate.risk.decision.DecisionListener;
import dev.fairgate.risk.decision.Weighed;
import dev.fairgate.risk.policy.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/// How well this node decides, as labels arrive: `fairgate.labels.*` over the newest 10 000
/// labelled decisions of its own. What the numbers are biased by stands in docs/operations.md.
@Component
class LabelMetrics implements DecisionListener, LabelListener {

    private static final int KNOWN = 50_000;
    private static final int WINDOW = 10_000;

    private final Confusion confusion = new Confusion(KNOWN, WINDOW);
    private final Counter unknown;

    LabelMetrics(MeterRegistry registry) {
        unknown = registry.counter("fairgate.labels.unknown");
        for (Verdict verdict : Verdict.values()) {
            for (Label label : Label.values()) {
                Gauge.builder("fairgate.labels.decisions", () -> confusion.count(verdict, label))
                        .tag("verdict", name(verdict))
                        .tag("label", label.wireName())
                        .register(registry);
            }
        }
        for (Verdict from : List.of(Verdict.CHALLENGE, Verdict.BLOCK)) {
            gauge(registry, "precision", from, it -> it.precision(from));
            gauge(registry, "recall", from, it -> it.recall(from));
            gauge(registry, "fpr", from, it -> it.falsePositiveRate(from));
        }
    }

    @Override
    public void decided(Weighed weighed, Decision decision) {
        confusion.decided(decision.decisionId(), decision.verdict());
    }

    @Override
    public void labelled(Standing label) {
        boolean isKnown =
                label.key().kind() == LabelKey.Kind.DECISION
                        && confusion.labelled(label.key().name(), label.label());
        if (!isKnown) {
            unknown.increment();
        }
    }

    private void gauge(
            MeterRegistry registry, String what, Verdict from, ToDoubleFunction<Confusion> value) {
        Gauge.builder("fairgate.labels." + what, confusion, value)
                .tag("from", name(from))
                .register(registry);
    }

    private static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
