package dev.fairgate.risk.review;

import dev.fairgate.risk.review.ReviewItem.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Keeps the queue. Each call is one transaction, and what it asks for is checked where it is
/// written: two nodes never both get what one may have.
///
/// Every call errors with [Away] while the database is; making it again is always right.
interface ReviewStore {

    /// How long an item is kept.
    Duration KEPT = Duration.ofDays(90);

    /// Puts an item into the queue, at the moment of its `createdAt`.
    Mono<Putting> put(ReviewItem item);

    /// One item.
    Mono<Optional<ReviewItem>> find(String id);

    /// Items in order of time: those undone the oldest first, those done the newest first.
    Mono<List<ReviewItem>> list(ReviewQuery query, int most, Instant now);

    /// Claims an item that nobody has, or prolongs one's own claim.
    Mono<Change> claim(String id, String by, Instant until, Instant now);

    /// Prolongs one's own live claim, if need be.
    Mono<Change> hold(String id, String by, Instant until, Instant now);

    /// Gives up one's own claim.
    Mono<Change> release(String id, String by);

    /// Ends an item that `verdict.by()` has claimed.
    Mono<Change> end(String id, Verdict verdict);

    /// Forgets what is older than [#KEPT], and counts what is undone.
    Mono<Backlog> tidy(Instant now);

    /// What putting an item there comes to.
    sealed interface Putting {

        /// It is there.
        record Done(ReviewItem item) implements Putting {}

        /// It was there before.
        record Known(ReviewItem item) implements Putting {}

        /// The account has had as many today as it may.
        record Limited(Instant until) implements Putting {}

        /// No room.
        record Full() implements Putting {}
    }

    /// What changing an item comes to.
    ///
    /// @param made whether anything was changed
    /// @param item as it is afterwards; empty where there is none
    record Change(boolean made, Optional<ReviewItem> item) {}

    /// What waits.
    ///
    /// @param undone items
    /// @param oldest of those, when it was put there
    record Backlog(long undone, Optional<Instant> oldest) {}

    /// The same call may work later.
    final class Away extends RuntimeException {
        Away(String why) {
            super(why, null, false, false);
        }
    }
}
