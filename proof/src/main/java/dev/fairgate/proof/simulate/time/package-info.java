/// Time that passes only when there is nothing left to do, and the one thread that does everything.
/// Start at [VirtualTime]. Invariant: what happens, and in which order, depends on what was
/// scheduled and on nothing else.
@NullMarked
package dev.fairgate.proof.simulate.time;

import org.jspecify.annotations.NullMarked;
