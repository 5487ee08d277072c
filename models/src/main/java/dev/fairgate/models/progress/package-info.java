/// Tells people how far a long command is.
@NullMarked
package dev.fairgate.models.progress;

import org.jspecify.annotations.NullMarked;
