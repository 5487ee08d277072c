@NullMarked
package dev.fairgate.models.cluster;

import org.jspecify.annotations.NullMarked;
