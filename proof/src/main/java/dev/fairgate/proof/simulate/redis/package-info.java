/// A Redis in memory, with its functions in Lua, its streams, its append-only file and its wire, in
/// virtual time. Knows the commands that Fairgate uses, and fails loudly on every other. Start at
/// [SimulatedRedis]. Invariant: what was answered survives every crash.
@NullMarked
package dev.fairgate.proof.simulate.redis;

import org.jspecify.annotations.NullMarked;
