package dev.fairgate.risk.review;

import dev.fairgate.risk.review.ReviewItem.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Without a database there is no queue, rather than one that a restart forgets.
record NoReviews() implements ReviewStore {

    private static <T> Mono<T> away() {
        return Mono.error(() -> new Away("fairgate.database.url names no PostgreSQL"));
    }

    @Override
    public Mono<Putting> put(ReviewItem item) {
        return away();
    }

    @Override
    public Mono<Optional<ReviewItem>> find(String id) {
        return away();
    }

    @Override
    public Mono<List<ReviewItem>> list(ReviewQuery query, int most, Instant now) {
        return away();
    }

    @Override
    public Mono<Change> claim(String id, String by, Instant until, Instant now) {
        return away();
    }

    @Override
    public Mono<Change> hold(String id, String by, Instant until, Instant now) {
        return away();
    }

    @Override
    public Mono<Change> release(String id, String by) {
        return away();
    }

    @Override
    public Mono<Change> end(String id, Verdict verdict) {
        return away();
    }

    @Override
    public Mono<Backlog> tidy(Instant now) {
        return away();
    }
}
