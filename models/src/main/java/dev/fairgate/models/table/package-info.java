/// Labelled tables that models are trained on and measured with.
@NullMarked
package dev.fairgate.models.table;

import org.jspecify.annotations.NullMarked;
