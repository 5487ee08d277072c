package dev.fairgate.risk.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What an assessment comes to, in rising order.
public enum Verdict {
    ALLOW,
    CHALLENGE,
    BLOCK;

    /// The name in JSON.
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The higher of two.
    public Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
