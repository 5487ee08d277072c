package dev.fairgate.risk.label;

import java.time.Instant;
import java.util.Optional;

/// Which labels somebody wants.
///
/// @param key about this; with an account and no sale, those about its sales too
/// @param from taken then or later
/// @param to taken before
/// @param after from where to go on
/// @param limit most labels of one answer
record LabelQuery(
        Optional<LabelKey> key,
        Optional<Label> label,
        Optional<String> source,
        Instant from,
        Instant to,
        LabelCursor after,
        int limit) {

    /// Labels of one answer.
    static final int MOST = 200;

    /// All about one thing.
    static LabelQuery about(LabelKey key) {
        return new LabelQuery(
                Optional.of(key),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                LabelCursor.START.takenAt(),
                LabelCursor.START,
                MOST);
    }
}
