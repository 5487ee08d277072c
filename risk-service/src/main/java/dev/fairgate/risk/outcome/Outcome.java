package dev.fairgate.risk.outcome;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What can become of a decision that let somebody buy.
///
/// The numbers are part of what the risk store holds (bits of a mark, places of a history): a new
/// outcome gets the next one, and none is used again.
public enum Outcome {
    /// Units were put aside for the account.
    HELD(1),
    /// The order was paid.
    PAID(2),
    /// Nobody paid in time; the units went back.
    LAPSED(3),
    /// The buyer or an admin gave the units back.
    CANCELLED(4),
    /// The payment was taken back through the bank.
    CHARGEBACK(5),
    /// Money came for units that are gone.
    REFUND_DUE(6);

    private final int place;
    private final String wireName = name().toLowerCase(Locale.ROOT);

    Outcome(int place) {
        this.place = place;
    }

    /// The name in JSON and in metrics.
    public String wireName() {
        return wireName;
    }

    /// The outcome of that name.
    static Optional<Outcome> fromWireName(String name) {
        return Stream.of(values()).filter(outcome -> outcome.wireName.equals(name)).findFirst();
    }

    /// Where it stands in the store, from 1.
    int place() {
        return place;
    }
}
