/// What a model is worth, in figures: ranking, calibration, slices, drift, and what a threshold
/// costs people. Pure functions; start at [Evaluation]. Nothing here trains.
@NullMarked
package dev.fairgate.models.evaluation;

import org.jspecify.annotations.NullMarked;
