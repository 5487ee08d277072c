/// How models come about: what the training library made, as numbers of our own. Start at
/// [dev.fairgate.models.training.Flattened]. Invariant: what leaves this package scores without the
/// library.
@NullMarked
package dev.fairgate.models.training;

import org.jspecify.annotations.NullMarked;
