package dev.fairgate.risk.outcome;

import dev.fairgate.risk.http.JsonFields;
import dev.fairgate.risk.http.Spelling;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads one outcome out of JSON; every fault is an [InvalidRequest].
final class OutcomeReader {

    /// Banks take payments back for longer than a year.
    private static final Duration OLDEST = Duration.ofDays(400);

    /// What clocks may differ by.
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final String NAMES =
            Stream.of(Outcome.values()).map(Outcome::wireName).collect(Collectors.joining(", "));

    private OutcomeReader() {}

    /// @param now by this node's clock
    static Reported read(JsonFields item, Instant now) {
        return new Reported(
                item.ulid("decisionId"),
                outcome(item),
                at(item, now),
                id(item, "accountId"),
                id(item, "saleId"),
                item.reference("orderId", Spelling.LONGEST_REFERENCE),
                item.reference("paymentReference", Spelling.LONGEST_REFERENCE));
    }

    private static Outcome outcome(JsonFields item) {
        return Outcome.fromWireName(item.text("outcome", Integer.MAX_VALUE))
                .orElseThrow(() -> item.fault("outcome", "must be one of " + NAMES));
    }

    private static Instant at(JsonFields item, Instant now) {
        Instant at = item.time("at");
        if (at.isBefore(now.minus(OLDEST)) || at.isAfter(now.plus(AHEAD))) {
            throw item.fault(
                    "at",
                    "must be at most %d days ago and at most %d minutes ahead"
                            .formatted(OLDEST.toDays(), AHEAD.toMinutes()));
        }
        return at;
    }

    private static Optional<String> id(JsonFields item, String name) {
        return item.value(name).map(_ -> item.id(name));
    }
}
