/// PostgreSQL, schema `risk`: what has to outlast the risk store. Start at
/// [dev.fairgate.risk.database.Postgres]. Invariant: no decision, no start and no readiness waits
/// for it.
@NullMarked
package dev.fairgate.risk.database;

import org.jspecify.annotations.NullMarked;
