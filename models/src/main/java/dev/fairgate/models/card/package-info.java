/// The model card: one page that needs nothing beside it, for people who decide whether a model
/// goes live. Start at [dev.fairgate.models.card.Card].
@NullMarked
package dev.fairgate.models.card;

import org.jspecify.annotations.NullMarked;
