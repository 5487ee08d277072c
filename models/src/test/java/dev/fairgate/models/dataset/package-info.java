@NullMarked
package dev.fairgate.models.dataset;

import org.jspecify.annotations.NullMarked;
