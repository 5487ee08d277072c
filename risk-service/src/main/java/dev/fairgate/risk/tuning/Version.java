package dev.fairgate.risk.tuning;

import dev.fairgate.risk.policy.Preset;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// One policy that was in force, or is.
///
/// @param number counted over all changes, from 1; 0 for the file of a node that could not store it
///     yet
/// @param kind how it came about
/// @param preset over the document
/// @param by the `sub` of whoever made it, or `fairgate`
/// @param comment at most 200 characters, may be empty
/// @param document as it was sent, without the preset
record Version(
        long number,
        Kind kind,
        Preset preset,
        String by,
        Instant at,
        String comment,
        String document) {

    /// What the service does by itself is done by this name.
    static final String FAIRGATE = "fairgate";

    static final int LONGEST_COMMENT = 200;

    /// Checks the bounds.
    Version {
        if (number < 0 || comment.length() > LONGEST_COMMENT) {
            throw new IllegalArgumentException("no version: " + number);
        }
    }

    /// How a version came about.
    enum Kind {
        /// From the file and patch of a node.
        SEED,
        PUT,
        PATCH,
        PRESET,
        /// An earlier version once more.
        ACTIVATION,
        /// By the service itself.
        REVERT,
        /// What was to go back by itself stays.
        CONFIRMATION;

        /// The name in JSON and in PostgreSQL.
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> fromWireName(String name) {
            return Stream.of(values()).filter(kind -> kind.wireName().equals(name)).findFirst();
        }
    }
}
