@NullMarked
package dev.fairgate.models.replay;

import org.jspecify.annotations.NullMarked;
