package dev.fairgate.risk.review;

import dev.fairgate.risk.review.ReviewItem.Claim;
import dev.fairgate.risk.review.ReviewItem.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/// A queue of one thread, without bounds, that may be away.
final class InMemoryReviews implements ReviewStore {

    private final Map<String, ReviewItem> items = new LinkedHashMap<>();
    private final List<Instant> tidied = new ArrayList<>();
    private boolean isAway;

    /// From now on every call fails, or none.
    void setAway(boolean away) {
        isAway = away;
    }

    List<ReviewItem> items() {
        return List.copyOf(items.values());
    }

    List<Instant> tidied() {
        return List.copyOf(tidied);
    }

    private <T> Mono<T> answer(Supplier<T> work) {
        return Mono.fromSupplier(
                () -> {
                    if (isAway) {
                        throw new Away("a test said so");
                    }
                    return work.get();
                });
    }

    @Override
    public Mono<Putting> put(ReviewItem item) {
        return answer(
                () -> {
                    items.put(item.id(), item);
                    return new Putting.Done(item);
                });
    }

    @Override
    public Mono<Optional<ReviewItem>> find(String id) {
        return answer(() -> Optional.ofNullable(items.get(id)));
    }

    @Override
    public Mono<List<ReviewItem>> list(ReviewQuery query, int most, Instant now) {
        return answer(() -> items().stream().limit(most).toList());
    }

    @Override
    public Mono<Change> claim(String id, String by, Instant until, Instant now) {
        return hold(id, by, until, now);
    }

    @Override
    public Mono<Change> hold(String id, String by, Instant until, Instant now) {
        return change(id, Optional.of(new Claim(by, until)), Optional.empty());
    }

    @Override
    public Mono<Change> release(String id, String by) {
        return change(id, Optional.empty(), Optional.empty());
    }

    @Override
    public Mono<Change> end(String id, Verdict verdict) {
        return change(id, Optional.empty(), Optional.of(verdict));
    }

    private Mono<Change> change(String id, Optional<Claim> claim, Optional<Verdict> verdict) {
        return answer(
                () -> {
                    ReviewItem old = items.get(id);
                    if (old == null || old.verdict().isPresent()) {
                        return new Change(false, Optional.ofNullable(old));
                    }
                    ReviewItem next =
                            new ReviewItem(
                                    old.id(),
                                    old.kind(),
                                    old.decisionId(),
                                    old.account(),
                                    old.words(),
                                    old.by(),
                                    old.score(),
                                    old.createdAt(),
                                    claim,
                                    verdict);
                    items.put(id, next);
                    return new Change(true, Optional.of(next));
                });
    }

    @Override
    public Mono<Backlog> tidy(Instant now) {
        return answer(
                () -> {
                    tidied.add(now);
                    return new Backlog(
                            items.size(), items().stream().map(ReviewItem::createdAt).findFirst());
                });
    }
}
