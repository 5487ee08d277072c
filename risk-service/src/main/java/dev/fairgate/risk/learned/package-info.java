/// What was learned of networks, kept in PostgreSQL so that a cold risk store begins with it. Start
/// at [dev.fairgate.risk.learned.LearnedNetworks], which decisions ask and tell, then at
/// [dev.fairgate.risk.learned.LearnedRounds]. Invariant: nobody who decides waits for PostgreSQL or
/// notices that it is away, and nothing is written of one address or one client.
@NullMarked
package dev.fairgate.risk.learned;

import org.jspecify.annotations.NullMarked;
