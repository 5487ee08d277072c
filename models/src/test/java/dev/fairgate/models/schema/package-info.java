@NullMarked
package dev.fairgate.models.schema;

import org.jspecify.annotations.NullMarked;
