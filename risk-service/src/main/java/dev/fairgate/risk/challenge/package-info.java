/// Challenges over HTTP and in the risk store; the library `captcha` makes and judges them. Start
/// at [dev.fairgate.risk.challenge.ChallengeConfiguration]. Invariant: a challenge is spent by its
/// first use on any node, and only its own account and sale can use it.
@NullMarked
package dev.fairgate.risk.challenge;

import org.jspecify.annotations.NullMarked;
