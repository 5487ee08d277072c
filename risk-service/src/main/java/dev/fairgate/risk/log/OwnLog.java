package dev.fairgate.risk.log;

import java.util.Optional;

/// The log of this node.
///
/// @param reader empty where there is none
public record OwnLog(Optional<LogReader> reader) {}
