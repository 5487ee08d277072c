package dev.fairgate.risk.expression;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.schema.Evidence;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A question about a feature row that is answered by true or false, such as
/// `paid >= 3 && (hands_absent == 1 || account_rate_10s / (account_rate_60s + 1) > 0.5)`.
///
/// Every feature is a double, and so is every number beside it, with or without a point. Arithmetic
/// is that of IEEE 754, as in CEL: 1 / 0 is infinite, 0 / 0 is no number, and no number is neither
/// above nor below nor equal to anything. Nothing can loop, and answering allocates nothing.
public final class Expression {

    private final String text;
    private final Test test;
    private final Set<FeatureName> features;

    /// @param features all that it mentions
    Expression(String text, Test test, Set<FeatureName> features) {
        this.text = text;
        this.test = test;
        this.features = Set.copyOf(features);
    }

    /// A truth about a row, compiled.
    interface Test {
        boolean of(double[] row);
    }

    /// A number about a row, compiled.
    interface Amount {
        double of(double[] row);
    }

    /// What reading a text comes to.
    public sealed interface Reading {
        /// An expression.
        record Compiled(Expression expression) implements Reading {}

        /// None.
        ///
        /// @param why what is wrong, where in the text, and what is allowed
        record Faulty(String why) implements Reading {}
    }

    /// Whether it is so in this row.
    public boolean holds(FeatureRow row) {
        return row.lend(Expression::answer, test) > 0;
    }

    private static double answer(double[] row, Test test) {
        return test.of(row) ? 1 : 0;
    }

    /// Whether it looks at any feature of this evidence.
    public boolean mentions(Evidence evidence) {
        return features.stream().anyMatch(it -> it.feature().evidence() == evidence);
    }

    /// As it was written.
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expression expression && expression.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
