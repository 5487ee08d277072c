package dev.fairgate.risk.review;

import dev.fairgate.risk.label.Label;
import dev.fairgate.risk.review.ReviewItem.Claim;
import dev.fairgate.risk.review.ReviewItem.Kind;
import dev.fairgate.risk.review.ReviewItem.Verdict;
import dev.fairgate.risk.review.ReviewStore.Backlog;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Reads rows of `risk.review_item`.
final class PostgresReviewRows {

    /// The account of an item that knows none.
    static final String NOBODY = "";

    private PostgresReviewRows() {}

    static Backlog backlog(Readable row) {
        return new Backlog(
                get(row, "undone", Long.class),
                Optional.ofNullable(row.get("oldest", Instant.class)));
    }

    static ReviewItem item(Readable row) {
        String account = text(row, "account_id");
        return new ReviewItem(
                text(row, "id"),
                Kind.fromWireName(text(row, "kind")).orElseThrow(),
                text(row, "decision_id"),
                account.equals(NOBODY) ? Optional.empty() : Optional.of(account),
                text(row, "words"),
                text(row, "put_by"),
                Optional.ofNullable(row.get("score", Double.class)),
                get(row, "created_at", Instant.class),
                Optional.ofNullable(row.get("claimed_by", String.class))
                        .map(by -> new Claim(by, get(row, "claimed_until", Instant.class))),
                Optional.ofNullable(row.get("label", String.class))
                        .map(label -> verdict(row, label)));
    }

    private static Verdict verdict(Readable row, String label) {
        return new Verdict(
                Label.fromWireName(label).orElseThrow(),
                Optional.ofNullable(row.get("granted", Boolean.class)),
                Optional.ofNullable(row.get("comment", String.class)),
                text(row, "decided_by"),
                get(row, "decided_at", Instant.class));
    }

    static String text(Readable row, String column) {
        return get(row, column, String.class);
    }

    static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
