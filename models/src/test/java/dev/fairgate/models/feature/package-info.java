@NullMarked
package dev.fairgate.models.feature;

import org.jspecify.annotations.NullMarked;
