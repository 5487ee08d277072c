@NullMarked
package dev.fairgate.models.card;

import org.jspecify.annotations.NullMarked;
