@NullMarked
package dev.fairgate.models.hands;

import org.jspecify.annotations.NullMarked;
