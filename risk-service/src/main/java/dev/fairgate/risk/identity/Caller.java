package dev.fairgate.risk.identity;

import java.time.Instant;
import java.util.Set;

/// Whose valid token came with a request.
///
/// @param subject `[a-z0-9_-]{1,64}`
/// @param expiresAt from when on the token means nothing
record Caller(String subject, Set<Role> roles, Instant expiresAt) {

    Caller {
        roles = Set.copyOf(roles);
    }
}
