package dev.fairgate.risk.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.schema.Evidence;
import dev.fairgate.models.schema.Feature;
import dev.fairgate.risk.policy.Rule.Condition;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RulePropertiesTest {

    /// The contract's rule: whatever network and silence say, they can at most challenge.
    @Property
    void noRuleBlocksByWhatOthersShareOrBySilence(
            @ForAll("rules") List<Rule> rules, @ForAll("rows") FeatureRow row) {
        FeatureRow shared = withoutOwnEvidence(row);

        for (Rule rule : rules) {
            assertThat(rule.verdict(shared)).isLessThan(Verdict.BLOCK);
            if (rule.verdict(row) == Verdict.BLOCK) {
                assertThat(rule.verdict(row.ownEvidence())).isEqualTo(Verdict.BLOCK);
            }
        }
    }

    @Property
    void noShippedRuleBlocksByWhatOthersShareOrBySilence(@ForAll("rows") FeatureRow row) {
        for (Rule rule : ShippedPolicies.byDefault().rules()) {
            assertThat(rule.verdict(withoutOwnEvidence(row))).isLessThan(Verdict.BLOCK);
        }
    }

    @Property
    void aRuleThatHoldsWithAndWithoutTheOthersHasItsEffect(
            @ForAll("rules") List<Rule> rules, @ForAll("rows") FeatureRow row) {
        FeatureRow own = row.ownEvidence();
        for (Rule rule : rules) {
            Assume.that(holds(rule, row) && holds(rule, own));
            assertThat(rule.verdict(row)).isEqualTo(rule.effect());
        }
    }

    private static boolean holds(Rule rule, FeatureRow row) {
        return rule.conditions().stream()
                .allMatch(
                        it ->
                                row.get(it.feature()) >= it.least()
                                        && row.get(it.feature()) <= it.most());
    }

    private static FeatureRow withoutOwnEvidence(FeatureRow row) {
        double[] values = row.values();
        double[] absent = FeatureName.schema().absentRow();
        for (FeatureName name : FeatureName.values()) {
            if (name.feature().evidence() == Evidence.OWN) {
                values[name.place()] = absent[name.place()];
            }
        }
        return FeatureRow.of(values);
    }

    @Provide
    Arbitrary<FeatureRow> rows() {
        List<Arbitrary<Double>> values =
                Stream.of(FeatureName.values()).map(name -> value(name.feature())).toList();
        return Combinators.combine(values)
                .as(all -> FeatureRow.of(all.stream().mapToDouble(it -> it).toArray()));
    }

    @Provide
    Arbitrary<List<Rule>> rules() {
        Arbitrary<List<Condition>> conditions = conditions().list().ofMinSize(1).ofMaxSize(3);
        return Combinators.combine(conditions, Arbitraries.of(Verdict.CHALLENGE, Verdict.BLOCK))
                .filter((all, effect) -> Rule.speaksAgainstSomething(effect, all))
                .as((all, effect) -> new Rule("made-up", "OAT-005", effect, all))
                .list()
                .ofMaxSize(5);
    }

    private static Arbitrary<Condition> conditions() {
        return Arbitraries.of(FeatureName.class)
                .flatMap(
                        name ->
                                Combinators.combine(value(name.feature()), value(name.feature()))
                                        .as(
                                                (a, b) ->
                                                        new Condition(
                                                                name,
                                                                Math.min(a, b),
                                                                Math.max(a, b))));
    }

    /// The ends of the range and the default often, the rest sometimes.
    private static Arbitrary<Double> value(Feature feature) {
        return Arbitraries.oneOf(
                Arbitraries.of(feature.min(), feature.max(), feature.whenAbsent()),
                Arbitraries.doubles().between(feature.min(), feature.max()));
    }
}
