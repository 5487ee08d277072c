package dev.fairgate.models.feature;

import dev.fairgate.models.schema.FeatureSchema;
import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/// The features of one request. Immutable, except that what was asked for once is remembered.
public final class FeatureRow {

    private static final FeatureSchema SCHEMA = FeatureName.schema();

    private final double[] values;
    private @Nullable FeatureRow own;

    private FeatureRow(double[] values) {
        this.values = values;
    }

    /// Of somebody of whom nothing was observed.
    public static FeatureRow absent() {
        return new FeatureRow(SCHEMA.absentRow());
    }

    /// A row of this version of the schema; values are brought into their ranges.
    public static FeatureRow of(double[] values) {
        if (values.length != SCHEMA.features().size()) {
            throw new IllegalArgumentException(
                    "a row has %d values, not %d"
                            .formatted(SCHEMA.features().size(), values.length));
        }
        double[] clipped = values.clone();
        SCHEMA.clip(clipped);
        return new FeatureRow(clipped);
    }

    /// Takes over an array that nobody else keeps.
    static FeatureRow takeOver(double[] values) {
        SCHEMA.clip(values);
        return new FeatureRow(values);
    }

    /// One of them.
    public double get(FeatureName name) {
        return values[name.place()];
    }

    /// All of them, in the order of the schema; a copy.
    public double[] values() {
        return values.clone();
    }

    /// Lends all of them, in the order of the schema, to somebody who only reads them.
    public <T> double lend(ToDoubleBiFunction<double[], T> reader, T with) {
        return reader.applyAsDouble(values, with);
    }

    /// The same without what others share and without silence: only what is left may lead to a
    /// block.
    public FeatureRow ownEvidence() {
        FeatureRow known = own;
        if (known == null) {
            known = new FeatureRow(SCHEMA.ownEvidence(values));
            own = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FeatureRow row && Arrays.equals(values, row.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
