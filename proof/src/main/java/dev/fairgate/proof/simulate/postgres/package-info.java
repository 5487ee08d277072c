/// A PostgreSQL in memory that knows the statements of the archive: transactions that are all or
/// nothing, row locks, CHECKs, and connections that break at any moment. Start at
/// [SimulatedPostgres]. Invariant: what was committed stays, what was not never was.
@NullMarked
package dev.fairgate.proof.simulate.postgres;

import org.jspecify.annotations.NullMarked;
