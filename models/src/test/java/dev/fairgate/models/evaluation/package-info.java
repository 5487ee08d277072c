@NullMarked
package dev.fairgate.models.evaluation;

import org.jspecify.annotations.NullMarked;
