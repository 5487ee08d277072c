/// Who is calling: bearer tokens, read by Spring Security's decoder. Start at
/// [dev.fairgate.risk.identity.Callers]. Invariant: a token is checked for its algorithm, its
/// signature and its expiry before anything in it is believed, and is never logged.
@NullMarked
package dev.fairgate.risk.identity;

import org.jspecify.annotations.NullMarked;
