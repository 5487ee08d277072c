package dev.fairgate.models.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// The features of one version, in the order in which rows carry them.
public final class FeatureSchema {

    private final int version;
    private final List<Feature> features;
    private final Map<String, Integer> places = new HashMap<>();
    private final double[] absent;

    /// Takes a copy of the list and checks it.
    ///
    /// @param version from 1; another order, range or default is another version
    /// @param features at least one, no name twice
    public FeatureSchema(int version, List<Feature> features) {
        if (version < 1) {
            throw new IllegalArgumentException("version must be at least 1, was " + version);
        }
        if (features.isEmpty()) {
            throw new IllegalArgumentException("a schema must have at least one feature");
        }
        this.version = version;
        this.features = List.copyOf(features);
        for (Feature feature : features) {
            if (places.put(feature.name(), places.size()) != null) {
                throw new IllegalArgumentException(
                        "feature names must be unique, '" + feature.name() + "' is not");
            }
        }
        this.absent = features.stream().mapToDouble(Feature::whenAbsent).toArray();
    }

    /// From 1.
    public int version() {
        return version;
    }

    /// In the order of rows.
    public List<Feature> features() {
        return features;
    }

    /// Where a feature stands in a row.
    public OptionalInt place(String name) {
        Integer place = places.get(name);
        return place == null ? OptionalInt.empty() : OptionalInt.of(place);
    }

    /// A row of somebody of whom nothing was observed.
    public double[] absentRow() {
        return absent.clone();
    }

    /// Brings every value of a row into its range.
    public void clip(double[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] = features.get(i).clip(row[i]);
        }
    }

    /// The same row without what others share and without silence: only what it says by itself may
    /// lead to a block.
    public double[] ownEvidence(double[] row) {
        double[] own = row.clone();
        for (int i = 0; i < own.length; i++) {
            if (features.get(i).evidence() != Evidence.OWN) {
                own[i] = absent[i];
            }
        }
        return own;
    }
}
