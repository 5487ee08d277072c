/// How models come about: trees are grown by the library, calibrated and given thresholds on later
/// rows, and become numbers of our own. Start at
/// [dev.fairgate.models.training.Flattened] for the numbers. Invariant: what leaves this package
/// scores without the library, and the same rows, recipe and seed give the same bytes.
@NullMarked
package dev.fairgate.models.training;

import org.jspecify.annotations.NullMarked;
