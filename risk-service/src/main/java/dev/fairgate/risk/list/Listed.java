package dev.fairgate.risk.list;

import java.util.Locale;

/// What the lists say about a buyer, in rising order: what is higher beats what is lower.
public enum Listed {
    /// Nothing.
    NO,
    /// Let pass.
    ALLOW,
    /// Refuse.
    DENY;

    /// The name in the decision log.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The higher of two.
    Listed or(Listed other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
