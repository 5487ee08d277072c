package dev.fairgate.sale.sale;

import dev.fairgate.sale.web.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// The body of an admin's write.
record SaleWrite(
        @Nullable String id,
        @Nullable String title,
        @Nullable String description,
        @Nullable String imageUrl,
        @Nullable Price price,
        @Nullable String opensAt,
        @Nullable String closesAt,
        @Nullable Long allocation,
        @Nullable Integer perAccountLimit,
        @Nullable Long holdMs) {

    /// The id, which must be there.
    SaleId requireId() {
        return SaleId.parse(require("id", id))
                .orElseThrow(() -> Refusal.invalid("id: must have 1 to 64 of a-z 0-9 _ -."));
    }

    /// The terms. Errors with [Refusal] 400 naming the first rule that is broken.
    SaleTerms requireTerms() {
        try {
            return new SaleTerms(
                    require("title", title),
                    description == null ? "" : description,
                    imageUrl == null ? "" : imageUrl,
                    require("price", price),
                    time("opensAt", opensAt),
                    time("closesAt", closesAt),
                    require("allocation", allocation),
                    require("perAccountLimit", perAccountLimit),
                    holdMs == null ? SaleTerms.DEFAULT_HOLD : Duration.ofMillis(holdMs));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(e.getMessage() + ".");
        }
    }

    private static <T> T require(String name, @Nullable T value) {
        if (value == null) {
            throw Refusal.invalid(name + ": is missing.");
        }
        return value;
    }

    private static Instant time(String name, @Nullable String text) {
        try {
            return Instant.parse(require(name, text));
        } catch (DateTimeParseException e) {
            throw Refusal.invalid(name + ": must be an RFC 3339 time in UTC.");
        }
    }
}
