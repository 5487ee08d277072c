package dev.fairgate.risk.list;

import java.time.Instant;
import java.util.Optional;

/// What somebody wants to say about a target.
///
/// @param by the account of whoever says so
record Wanted(Target target, String reason, Optional<Instant> expiresAt, String by) {}
