@NullMarked
package dev.fairgate.models.training;

import org.jspecify.annotations.NullMarked;
