package dev.fairgate.risk.preview;

import dev.fairgate.risk.policy.Policy;
import java.util.Optional;

/// What is tried: another policy, and perhaps another model.
///
/// @param model whose scores count; empty: those of the log
record Candidate(Policy policy, Optional<String> model) {}
