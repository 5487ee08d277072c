package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.schema.Feature;
import dev.fairgate.risk.policy.Rule;
import dev.fairgate.risk.policy.ShippedPolicy;
import dev.fairgate.risk.policy.Verdict;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What rules alone cost on one row: those of the default policy (at most 4 µs), and fifty of them
/// (at most 20 µs). Half of the features are as of somebody unknown, the rest anywhere in range.
@State(Scope.Thread)
public class RulesBenchmark {

    private static final int MANY = 256;

    private final List<Rule> rules = ShippedPolicy.byDefault().rules();
    private final List<Rule> fifty =
            IntStream.range(0, 50).mapToObj(i -> rules.get(i % rules.size())).toList();
    private final List<FeatureRow> rows =
            IntStream.range(0, MANY).mapToObj(RulesBenchmark::row).toList();
    private int next;

    /// The default policy's.
    @Benchmark
    public Verdict defaultRules() {
        return verdict(rules);
    }

    /// More than twice as many.
    @Benchmark
    public Verdict fiftyRules() {
        return verdict(fifty);
    }

    private Verdict verdict(List<Rule> all) {
        FeatureRow row = rows.get(next++ & MANY - 1);
        Verdict verdict = Verdict.ALLOW;
        for (Rule rule : all) {
            verdict = verdict.or(rule.verdict(row));
        }
        return verdict;
    }

    private static FeatureRow row(int seed) {
        Random random = new Random(seed);
        double[] values = FeatureRow.absent().values();
        for (FeatureName name : FeatureName.values()) {
            if (random.nextBoolean()) {
                Feature feature = name.feature();
                values[name.place()] =
                        feature.min() + random.nextDouble() * (feature.max() - feature.min());
            }
        }
        return FeatureRow.of(values);
    }
}
