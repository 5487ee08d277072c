package dev.fairgate.sale.sale;

import java.time.Duration;
import java.time.Instant;

/// What an admin decides about a sale. Window, price and per-account limit are what a buyer agrees
/// to: a change of these is a new `termsVersion`.
///
/// @param title 1 to 120 characters
/// @param description at most 2,000 characters
/// @param imageUrl same-origin path or https address, at most 500 characters, may be empty
/// @param opensAt first moment at which a unit can be taken (ledger time)
/// @param closesAt first moment at which none can be taken any more
/// @param allocation units in all, 0 to 100,000,000
/// @param perAccountLimit units that one account may hold and own, 1 to 100
/// @param hold time to pay, 1 s to 1 h
public record SaleTerms(
        String title,
        String description,
        String imageUrl,
        Price price,
        Instant opensAt,
        Instant closesAt,
        long allocation,
        int perAccountLimit,
        Duration hold) {

    /// The time to pay when an admin states none.
    public static final Duration DEFAULT_HOLD = Duration.ofMinutes(5);

    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    public SaleTerms {
        require(!title.isBlank() && title.length() <= 120, "title: must have 1 to 120 characters");
        require(description.length() <= 2000, "description: may have 2000 characters");
        require(
                imageUrl.isEmpty() || imageUrl.matches("(/(?!/)|https://)[^\\s\"'<>\\\\]{0,490}"),
                "imageUrl: must be a path of this shop or an https address");
        require(isSane(opensAt) && isSane(closesAt), "opensAt, closesAt: from 1970 to 2199");
        require(opensAt.isBefore(closesAt), "closesAt: must be after opensAt");
        require(allocation >= 0 && allocation <= 100_000_000, "allocation: must be 0 to 100000000");
        require(
                perAccountLimit >= 1 && perAccountLimit <= 100,
                "perAccountLimit: must be 1 to 100");
        require(
                hold.toMillis() >= 1000 && hold.toMillis() <= 3_600_000,
                "holdMs: must be 1000 to 3600000");
    }

    private static boolean isSane(Instant at) {
        return !at.isBefore(FIRST) && at.isBefore(LAST);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
