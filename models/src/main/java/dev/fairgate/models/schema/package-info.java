/// The features that decisions are made from, as a versioned list that training and scoring
/// share. Start at [dev.fairgate.models.schema.FeatureSchema]. Invariant: this package knows
/// nothing of the library that trains models.
@NullMarked
package dev.fairgate.models.schema;

import org.jspecify.annotations.NullMarked;
