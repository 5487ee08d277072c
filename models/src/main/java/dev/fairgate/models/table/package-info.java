/// Labelled tables that models are trained on and measured with. Start at
/// [dev.fairgate.models.table.TableReader].
@NullMarked
package dev.fairgate.models.table;

import org.jspecify.annotations.NullMarked;
