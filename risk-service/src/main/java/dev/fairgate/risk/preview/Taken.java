package dev.fairgate.risk.preview;

import java.util.ArrayList;
import java.util.List;

/// What was taken in of some logs. For one thread at a time.
final class Taken {

    /// In the order they were written.
    final List<Logged> decisions = new ArrayList<>();

    final Labels labels = new Labels();

    /// Entries that a log says are missing.
    long lost;

    /// Lines that are none of a log.
    long unreadable;

    /// Decisions with the features of another release.
    long skipped;

    /// Adds what comes after all of this.
    void add(Taken later) {
        decisions.addAll(later.decisions);
        labels.add(later.labels);
        lost += later.lost;
        unreadable += later.unreadable;
        skipped += later.skipped;
    }
}
