package dev.fairgate.proof.history;

import java.util.EnumSet;
import java.util.Set;

/// Where an order can stand, and where it can go from there.
public enum Status {
    HELD,
    PAID,
    CANCELLED,
    LAPSED,
    REFUND_DUE;

    /// Whether the order has its units.
    public boolean hasUnits() {
        return this == HELD || this == PAID;
    }

    /// Where an order goes from here in one step. Money captured too late takes a lapsed hold's
    /// units again, or is due back.
    public Set<Status> next() {
        return switch (this) {
            case HELD -> EnumSet.of(PAID, CANCELLED, LAPSED);
            case LAPSED -> EnumSet.of(PAID, REFUND_DUE);
            case CANCELLED -> EnumSet.of(REFUND_DUE);
            case PAID, REFUND_DUE -> EnumSet.noneOf(Status.class);
        };
    }

    /// Whether an order that stood here can stand there later, after any number of steps.
    public boolean canBecome(Status later) {
        return this == later || next().stream().anyMatch(it -> it.canBecome(later));
    }
}
