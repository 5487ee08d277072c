@NullMarked
package dev.fairgate.models.scoring;

import org.jspecify.annotations.NullMarked;
