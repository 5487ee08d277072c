package dev.fairgate.risk.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.schema.Evidence;
import dev.fairgate.models.schema.Feature;
import dev.fairgate.risk.expression.Expression;
import dev.fairgate.risk.expression.ExpressionReader;
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
            Assume.that(rule.expression().holds(row) && rule.expression().holds(own));
            assertThat(rule.verdict(row)).isEqualTo(rule.effect());
        }
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
        Arbitrary<Expression> expressions =
                conditions()
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(all -> expression(String.join(" && ", all)));
        return Combinators.combine(expressions, Arbitraries.of(Verdict.CHALLENGE, Verdict.BLOCK))
                .filter(
                        (asked, effect) ->
                                Rule.hasItsEvidence(effect, asked) && !Rule.holdsForNobody(asked))
                .as((asked, effect) -> new Rule("n", "made-up", "OAT-005", effect, asked, false))
                .list()
                .ofMaxSize(5);
    }

    private static Expression expression(String text) {
        return switch (ExpressionReader.read(text)) {
            case Expression.Reading.Compiled(Expression expression) -> expression;
            case Expression.Reading.Faulty(String why) -> throw new AssertionError(why);
        };
    }

    private static Arbitrary<String> conditions() {
        return Arbitraries.of(FeatureName.class)
                .flatMap(
                        name ->
                                Combinators.combine(value(name.feature()), value(name.feature()))
                                        .as((a, b) -> condition(name.feature().name(), a, b)));
    }

    private static String condition(String name, double a, double b) {
        return "%s >= %s && %s <= %s".formatted(name, Math.min(a, b), name, Math.max(a, b));
    }

    /// The ends of the range and the default often, the rest sometimes.
    private static Arbitrary<Double> value(Feature feature) {
        return Arbitraries.oneOf(
                Arbitraries.of(feature.min(), feature.max(), feature.whenAbsent()),
                Arbitraries.doubles().between(feature.min(), feature.max()));
    }
}
