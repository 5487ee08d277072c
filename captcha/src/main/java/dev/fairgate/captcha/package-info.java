/// Challenges that tell people from programs: issued for one account and one sale, verified, spent
/// by their first response. Start at [dev.fairgate.captcha.Challenges]. Invariant: of any number of
/// responses to one challenge, parallel ones too, at most one is right.
@NullMarked
package dev.fairgate.captcha;

import org.jspecify.annotations.NullMarked;
