package dev.fairgate.risk.decision;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What happens to a request.
public enum Disposition {
    PROCEED,
    CHALLENGE,
    BLOCK,
    THROTTLE,
    IN_FLIGHT,
    NOT_ELIGIBLE;

    /// The name in JSON.
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
