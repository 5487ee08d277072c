package dev.fairgate.risk.review;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.fairgate.risk.label.Label;
import dev.fairgate.risk.label.Labels;
import dev.fairgate.risk.review.ReviewItem.Claim;
import dev.fairgate.risk.review.ReviewItem.Kind;
import dev.fairgate.risk.review.ReviewItem.Verdict;
import dev.fairgate.risk.review.ReviewStore.Change;
import dev.fairgate.risk.review.ReviewStore.Putting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// What analysts do with the queue. An item is looked at by who has claimed it, for 15 minutes at a
/// time, and ended by a verdict, which is a label of its decision and the answer to an appeal.
final class Reviews {

    private static final Logger log = LoggerFactory.getLogger(Reviews.class);

    /// How long a claim lives.
    static final Duration CLAIM = Duration.ofMinutes(15);

    /// How long a claim lives at least when a verdict is begun: longer than all that it takes, so
    /// that nobody else claims the item between its label and its end.
    private static final Duration VERDICT = Duration.ofMinutes(1);

    private final ReviewStore store;
    private final Labels labels;
    private final Granting granting;
    private final UlidFactory ids;
    private final InstantSource clock;

    Reviews(
            ReviewStore store,
            Labels labels,
            Granting granting,
            UlidFactory ids,
            InstantSource clock) {
        this.store = store;
        this.labels = labels;
        this.granting = granting;
        this.ids = ids;
        this.clock = clock;
    }

    /// Who hears of the ends of appeals.
    record Granting(ReviewMetrics metrics, List<GrantListener> listeners) {

        Granting {
            listeners = List.copyOf(listeners);
        }

        void ended(ReviewItem item, Verdict verdict) {
            verdict.granted().ifPresent(metrics::appealDecided);
            if (verdict.granted().orElse(false)) {
                String account = item.account().orElseThrow();
                listeners.forEach(
                        it -> it.granted(account, item.decisionId(), verdict.by(), verdict.at()));
            }
        }
    }

    /// What an analyst says of an item.
    ///
    /// @param grant of an appeal: whether the buyer is right; empty: if a person is behind it
    record Said(Label label, Optional<Boolean> grant, Optional<String> comment) {}

    /// What an analyst's call comes to.
    sealed interface Answer {

        /// The item as it is now.
        record Done(ReviewItem item) implements Answer {}

        /// A new item.
        record Added(ReviewItem item) implements Answer {}

        /// These items, and from where to go on if there are more.
        record Page(List<ReviewItem> items, Optional<String> next, Instant now) implements Answer {}

        /// There is no such item.
        record Unknown() implements Answer {}

        /// Somebody else has it; empty if they just gave it up.
        record Claimed(Optional<Claim> claim) implements Answer {}

        /// Nobody has it.
        record Unclaimed() implements Answer {}

        /// It has another verdict already.
        record Ended(Verdict verdict) implements Answer {}

        /// Only an appeal can be granted.
        record NoAppeal() implements Answer {}

        /// The queue is full.
        record Full() implements Answer {}

        /// The database is away. The same call again is always right.
        record Unavailable() implements Answer {}
    }

    /// Puts a decision into the queue, once.
    Mono<Answer> add(String decision, String note, String by) {
        Instant now = now();
        ReviewItem item =
                new ReviewItem(
                        ids.create(now.toEpochMilli()).toString(),
                        Kind.REQUEST,
                        decision,
                        Optional.empty(),
                        note,
                        by,
                        Optional.empty(),
                        now,
                        Optional.empty(),
                        Optional.empty());
        return reach(store.put(item).map(Reviews::added));
    }

    private static Answer added(Putting putting) {
        return switch (putting) {
            case Putting.Done(var item) -> new Answer.Added(item);
            case Putting.Known(var item) -> new Answer.Done(item);
            case Putting.Full() -> new Answer.Full();
            case Putting.Limited _ -> throw new IllegalStateException("requests have no limit");
        };
    }

    /// A part of the queue.
    Mono<Answer> list(ReviewQuery query) {
        Instant now = now();
        return reach(
                store.list(query, query.limit() + 1, now).map(found -> page(query, found, now)));
    }

    private static Answer page(ReviewQuery query, List<ReviewItem> found, Instant now) {
        List<ReviewItem> items = found.stream().limit(query.limit()).toList();
        Optional<String> next =
                found.size() > items.size() ? Optional.of(items.getLast().id()) : Optional.empty();
        return new Answer.Page(items, next, now);
    }

    /// Claims an item, or prolongs one's claim.
    Mono<Answer> claim(String id, String by) {
        Instant now = now();
        return reach(
                store.claim(id, by, now.plus(CLAIM), now)
                        .map(change -> changed(change, item -> refusal(item, now))));
    }

    /// Gives a claim up; also one that has ended, or never was.
    Mono<Answer> release(String id, String by) {
        Instant now = now();
        return reach(
                store.release(id, by)
                        .map(change -> changed(change, item -> releaseRefusal(item, now))));
    }

    private static Answer releaseRefusal(ReviewItem item, Instant now) {
        return item.verdict().isEmpty() && item.liveClaim(now).isEmpty()
                ? new Answer.Done(item)
                : refusal(item, now);
    }

    /// Ends an item that one has claimed: labels its decision, then answers the appeal. When only
    /// the label was written the same call again goes on from there.
    Mono<Answer> end(String id, Said said, String by) {
        Instant now = now();
        return reach(
                store.hold(id, by, now.plus(VERDICT), now)
                        .flatMap(
                                change ->
                                        change.made()
                                                ? end(change.item().orElseThrow(), said, by)
                                                : Mono.just(notHeld(change, said, by, now))));
    }

    private Mono<Answer> end(ReviewItem item, Said said, String by) {
        if (item.kind() != Kind.APPEAL && said.grant().isPresent()) {
            return Mono.just(new Answer.NoAppeal());
        }
        return labels.takeReview(item.decisionId(), said.label(), by)
                .flatMap(
                        label ->
                                label instanceof Labels.Answer.Done<?>
                                        ? ended(item, verdict(item.kind(), said, by, now()))
                                        : Mono.just(new Answer.Unavailable()));
    }

    private Mono<Answer> ended(ReviewItem item, Verdict verdict) {
        return store.end(item.id(), verdict)
                .doOnNext(change -> told(change, verdict))
                .map(change -> changed(change, now -> refusal(now, verdict.at())));
    }

    private void told(Change change, Verdict verdict) {
        if (change.made()) {
            granting.ended(change.item().orElseThrow(), verdict);
        }
    }

    private static Verdict verdict(Kind kind, Said said, String by, Instant at) {
        Optional<Boolean> granted =
                kind == Kind.APPEAL
                        ? said.grant().or(() -> Optional.of(said.label() == Label.HUMAN))
                        : Optional.empty();
        return new Verdict(said.label(), granted, said.comment(), by, at);
    }

    private static Answer notHeld(Change change, Said said, String by, Instant now) {
        return changed(
                change,
                item ->
                        item.verdict()
                                .filter(it -> it.isLike(verdict(item.kind(), said, by, now)))
                                .<Answer>map(_ -> new Answer.Done(item)) // an answer got lost
                                .orElseGet(() -> unheld(item, by, now)));
    }

    private static Answer unheld(ReviewItem item, String by, Instant now) {
        boolean isFree = item.liveClaim(now).filter(it -> !it.by().equals(by)).isEmpty();
        return item.verdict().isEmpty() && isFree ? new Answer.Unclaimed() : refusal(item, now);
    }

    private static Answer changed(Change change, Function<ReviewItem, Answer> refusal) {
        if (change.item().isEmpty()) {
            return new Answer.Unknown();
        }
        ReviewItem item = change.item().get();
        return change.made() ? new Answer.Done(item) : refusal.apply(item);
    }

    private static Answer refusal(ReviewItem item, Instant now) {
        return item.verdict()
                .<Answer>map(Answer.Ended::new)
                .orElseGet(() -> new Answer.Claimed(item.liveClaim(now)));
    }

    /// To the microsecond, which is what PostgreSQL keeps.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Mono<Answer> reach(Mono<Answer> work) {
        return work.onErrorResume(
                ReviewStore.Away.class, // UNAVAILABLE: whoever looks at an item comes again
                away -> {
                    log.warn("The review queue is out of reach: {}", away.getMessage());
                    return Mono.just(new Answer.Unavailable());
                });
    }
}
