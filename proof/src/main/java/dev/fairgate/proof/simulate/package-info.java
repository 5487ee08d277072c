/// The sale on one thread in virtual time: two sale engines over a ledger, a PostgreSQL and a risk
/// service that crash, stop, hang, lose, delay, repeat and part, with buyers, an admin and a
/// schedule of faults, all drawn from one seed. Start at [Simulation]; [LimitSimulation] does the
/// same for the limits of two risk services.
///
/// What runs is the real thing wherever it is ours: the engines' own classes with Reactor and
/// Lettuce under them, and the ledger's functions in Lua. What is simulated is what those stand on:
/// sockets, servers, disks and clocks. The simulated Redis is compared with a real one by
/// `MemoryRedisIT` and `StreamValueIT`.
///
/// `mvn -pl proof -am verify -Dfairgate.simulator.seed=4711 -Dfairgate.simulator.seeds=1` runs one
/// seed again: the same schedule, event for event, as long as the code is the same. A run that
/// breaks a promise is printed with its seed.
///
/// Invariant: nothing here reads a real clock, starts a thread or draws from anything but the seed.
@NullMarked
package dev.fairgate.proof.simulate;

import org.jspecify.annotations.NullMarked;
