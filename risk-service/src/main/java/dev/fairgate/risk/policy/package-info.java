/// The policy: the numbers that decide, as one immutable, versioned document. Start at
/// [dev.fairgate.risk.policy.Policy]. Invariant: no policy that is in force lets evidence of a
/// shared network do more than challenge.
@NullMarked
package dev.fairgate.risk.policy;

import org.jspecify.annotations.NullMarked;
