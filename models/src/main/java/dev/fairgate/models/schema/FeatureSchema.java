package dev.fairgate.models.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The features of one version, in the order in which rows carry them.
///
/// @param version from 1; another order, range or default is another version
/// @param features at least one, no name twice
public record FeatureSchema(int version, List<Feature> features) {

    /// Takes a copy of the list and checks it.
    public FeatureSchema {
        features = List.copyOf(features);
        if (version < 1) {
            throw new IllegalArgumentException("version must be at least 1, was " + version);
        }
        if (features.isEmpty()) {
            throw new IllegalArgumentException("a schema must have at least one feature");
        }
        Set<String> names = new HashSet<>();
        for (Feature feature : features) {
            if (!names.add(feature.name())) {
                throw new IllegalArgumentException(
                        "feature names must be unique, '" + feature.name() + "' is not");
            }
        }
    }
}
