package dev.fairgate.sale.sale;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a buyer can expect of a sale right now.
public enum SaleStatus {
    UPCOMING,
    OPEN,
    PAUSED,
    SOLD_OUT,
    CLOSED;

    /// The name on the wire: `sold_out`.
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
