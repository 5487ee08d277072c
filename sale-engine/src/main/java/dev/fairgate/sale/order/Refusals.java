package dev.fairgate.sale.order;

import dev.fairgate.sale.risk.Assessment;
import dev.fairgate.sale.sale.Sale;
import dev.fairgate.sale.stock.CommitResult;
import dev.fairgate.sale.stock.OrderId;
import dev.fairgate.sale.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The words of every refusal of a purchase. None says which signal caught the caller.
final class Refusals {

    static final String DECISION = "decisionId";
    private static final String DECISION_HEADER = "X-Fairgate-Decision";
    private static final long MAX_RETRY_SECONDS = 3600;

    static final Problem SALE_NOT_FOUND =
            new Problem("sale-not-found", 404, "No such sale", "Check the address of the sale.");
    static final Problem PAUSED =
            conflict("sale-paused", "Paused", "The sale is paused; please look again soon.");
    static final Problem CLOSED = conflict("sale-closed", "Closed", "This sale has ended.");
    static final Problem SOLD_OUT =
            conflict(
                    "sold-out",
                    "Sold out",
                    "All units are taken; if someone gives one back, it shows here.");
    static final Problem KEY_REUSED =
            new Problem(
                    "idempotency-key-reused",
                    422,
                    "Key used before",
                    "This Idempotency-Key was used for another purchase; use a new one.");
    static final Problem TOO_LATE =
            new Problem(
                            "overloaded",
                            503,
                            "Very busy right now",
                            "Your turn took too long; nothing was sold, try again.")
                    .retryAfterSeconds(1);

    static final Problem BACKLOG =
            new Problem(
                            "overloaded",
                            503,
                            "Very busy right now",
                            "Orders are being written down; nothing was sold, try again soon.")
                    .retryAfterSeconds(5);

    private Refusals() {}

    /// What stands against a purchase as far as this node knows without asking anybody.
    static Optional<Problem> fact(Sale sale, Instant now) {
        return switch (sale.status(now)) {
            case OPEN -> Optional.empty();
            case PAUSED -> Optional.of(PAUSED);
            case SOLD_OUT -> Optional.of(SOLD_OUT);
            case CLOSED -> Optional.of(CLOSED);
            case UPCOMING -> Optional.of(notOpen(sale.terms().opensAt(), now));
        };
    }

    static Problem of(Assessment.Challenge it) {
        return new Problem(
                        "challenge-required",
                        428,
                        "One more step",
                        "Please solve the challenge and press Buy again.")
                .with(DECISION, it.decisionId())
                .with("challenge", it.challenge())
                .header(DECISION_HEADER, "challenge");
    }

    static Problem of(Assessment.Block it) {
        return new Problem(
                        "blocked",
                        403,
                        "Not possible",
                        "This purchase was declined; if you think that is a mistake, contact the"
                                + " shop with the decision's number.")
                .with(DECISION, it.decisionId())
                .header(DECISION_HEADER, "block");
    }

    static Problem of(Assessment.NotEligible it) {
        return new Problem(
                        "not-eligible",
                        403,
                        "Not for this account",
                        "This sale is not open to your account.")
                .with(DECISION, it.decisionId());
    }

    static Problem of(Assessment.Throttle it) {
        return tooMany("Please wait a moment, then try again.", it.retryAfter())
                .with(DECISION, it.decisionId());
    }

    static Problem of(CommitResult.Wait it, String decision) {
        return tooMany(
                        "You let go of what you held before; after a short wait you can try again.",
                        it.time())
                .with(DECISION, decision);
    }

    private static Problem tooMany(String detail, Duration wait) {
        long seconds = Math.max(1, Math.ceilDiv(wait.toMillis(), 1000L));
        return new Problem("too-many-requests", 429, "Too many requests", detail)
                .retryAfterSeconds(seconds)
                .header("RateLimit", "\"purchase\";r=0;t=" + seconds);
    }

    static Problem of(Assessment.InFlight it) {
        return conflict(
                        "request-in-flight",
                        "One at a time",
                        "Another purchase of yours is being decided; try again in a second.")
                .with(DECISION, it.decisionId())
                .retryAfterSeconds(1);
    }

    static Problem of(CommitResult.LimitReached it, Sale sale, String decision) {
        List<String> orders = it.orders().stream().map(OrderId::toString).toList();
        return conflict(
                        "limit-reached",
                        "You already have yours",
                        "Each account can have %d of this. You have: %s."
                                .formatted(
                                        sale.terms().perAccountLimit(), String.join(", ", orders)))
                .with("orderIds", orders)
                .with(DECISION, decision);
    }

    static Problem of(CommitResult.NotOnSale it, Sale sale, Instant now) {
        return switch (it.reason()) {
            case NO_SALE -> SALE_NOT_FOUND;
            case PAUSED -> PAUSED;
            case CLOSED -> CLOSED;
            case NOT_OPEN -> notOpen(sale.terms().opensAt(), now);
        };
    }

    static Problem changed(Map<String, Object> terms) {
        return conflict(
                        "sale-changed",
                        "The sale has changed",
                        "Please look at the new terms and press Buy again.")
                .with("sale", terms);
    }

    static Problem unknown(OrderId order) {
        return new Problem(
                        "outcome-unknown",
                        503,
                        "Not certain yet",
                        "We do not know yet whether this went through; look at the order in a"
                                + " second.")
                .with("orderId", order.toString())
                .retryAfterSeconds(1);
    }

    private static Problem notOpen(Instant opensAt, Instant now) {
        long wait = Math.ceilDiv(Duration.between(now, opensAt).toMillis(), 1000L);
        return conflict("sale-not-open", "Not open yet", "The sale opens at " + opensAt + ".")
                .retryAfterSeconds(Math.min(MAX_RETRY_SECONDS, wait));
    }

    private static Problem conflict(String slug, String title, String detail) {
        return new Problem(slug, 409, title, detail);
    }
}
