package dev.fairgate.risk.label;

import java.time.Instant;
import java.util.Optional;

/// One label, as somebody gives it.
///
/// @param source where it is known from, such as `chargebacks` or `review`; each source has one
///     label about one thing
/// @param at when it came to be known there; without, now
record Said(LabelKey key, Label label, String source, Optional<Instant> at) {

    /// How long the name of a source may be.
    static final int LONGEST_SOURCE = 64;

    /// What one source says about one thing.
    record Subject(LabelKey key, String source) {}

    Subject subject() {
        return new Subject(key, source);
    }
}
