package dev.fairgate.risk.decision;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Texts that somebody else makes, as values of a metric's label: the first `most` of them as they
/// are, all others as `other`. A policy may name its rules as it likes, day after day.
final class BoundedLabels {

    private static final String OTHER = "other";

    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    BoundedLabels(int most) {
        this.most = most;
    }

    String of(String text) {
        if (known.contains(text)) {
            return text;
        }
        if (known.size() >= most) { // nobody waits for the lock once it is full
            return OTHER;
        }
        synchronized (this) {
            return known.size() < most && known.add(text) ? text : OTHER;
        }
    }
}
