package dev.fairgate.risk.review;

import dev.fairgate.risk.review.ReviewItem.Kind;
import dev.fairgate.risk.review.ReviewItem.State;
import java.util.Optional;

/// Which part of the queue somebody wants to see.
///
/// @param kind only those; empty: all
/// @param after the id of the last item seen
/// @param limit most items of one answer
record ReviewQuery(State state, Optional<Kind> kind, Optional<String> after, int limit) {

    /// Items of one answer.
    static final int MOST = 200;

    ReviewQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is 1 to " + MOST + ", not " + limit);
        }
    }
}
