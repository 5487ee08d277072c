package dev.fairgate.risk.label;

import java.time.Instant;

/// A label that stands: the last word of a source about one thing.
///
/// @param at when it came to be known, to the microsecond
/// @param by the analyst who gave it
/// @param takenAt when it was taken, by the clock of PostgreSQL
public record Standing(
        LabelKey key, Label label, String source, Instant at, String by, Instant takenAt) {}
