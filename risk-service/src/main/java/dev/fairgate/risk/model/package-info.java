/// Which model scores whom: the registry in PostgreSQL and on this node's disk, the swap while
/// decisions go on, and what those beside the champion would have decided. Start reading at
/// [dev.fairgate.risk.model.LineUp].
@NullMarked
package dev.fairgate.risk.model;

import org.jspecify.annotations.NullMarked;
