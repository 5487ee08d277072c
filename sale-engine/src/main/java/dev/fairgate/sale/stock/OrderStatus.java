package dev.fairgate.sale.stock;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The life of an order: held, then one of the others. After that only captured money changes it:
/// from lapsed to paid, where its units are still left, else to refund due.
public enum OrderStatus {
    /// A unit is set aside until `payBy`.
    HELD,
    PAID,
    CANCELLED,
    /// Nobody paid in time.
    LAPSED,
    /// Money came for units that somebody else has, or that the buyer gave back.
    REFUND_DUE;

    /// The name on the wire: `held`.
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The status of that name on the wire.
    public static OrderStatus ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
