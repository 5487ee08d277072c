@NullMarked
package dev.fairgate.models.table;

import org.jspecify.annotations.NullMarked;
