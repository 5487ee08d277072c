package dev.fairgate.models.replay;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The numbers that a line of a log says its decision was made from.
final class LoggedFeatures {

    private final double[] values;
    private final int from;
    private final int to;

    /// @param values as many as the schema has
    /// @param from where their array begins in the line
    /// @param to where it has ended
    LoggedFeatures(double[] values, int from, int to) {
        this.values = values.clone();
        this.from = from;
        this.to = to;
    }

    FeatureRow row() {
        return FeatureRow.of(values);
    }

    /// Which are not the same, to the bit.
    List<FeatureName> differences(FeatureRow row) {
        return Stream.of(FeatureName.values())
                .filter(name -> bits(values[name.place()]) != bits(row.get(name)))
                .toList();
    }

    double get(FeatureName name) {
        return values[name.place()];
    }

    /// The line with other numbers in their place.
    String replacedIn(String line, FeatureRow row) {
        return line.substring(0, from) + DecisionLines.features(row.values()) + line.substring(to);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
