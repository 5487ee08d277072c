package dev.fairgate.risk.review;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.fairgate.risk.review.ReviewItem.Kind;
import dev.fairgate.risk.review.ReviewStore.Putting;
import dev.fairgate.risk.ticket.DecisionIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Takes the appeals of buyers, and tells them what became of them.
///
/// Whose decision it is says its id ([DecisionIds]), before anything is asked: who makes ids up
/// costs one HMAC and touches no database.
final class Appeals {

    private static final Logger log = LoggerFactory.getLogger(Appeals.class);

    /// Appeals of one account in 24 hours.
    static final int A_DAY = 3;

    /// Calls of buyers that may wait for the database at one moment: fewer than it lets wait, so
    /// that analysts always find room.
    private static final int AT_ONCE = 32;

    private final DecisionIds decisions;
    private final ReviewStore store;
    private final ReviewMetrics metrics;
    private final UlidFactory ids;
    private final Window window;
    private final AtomicInteger waiting = new AtomicInteger();

    Appeals(
            DecisionIds decisions,
            ReviewStore store,
            ReviewMetrics metrics,
            UlidFactory ids,
            Window window) {
        this.decisions = decisions;
        this.store = store;
        this.metrics = metrics;
        this.ids = ids;
        this.window = window;
    }

    /// For how long after a decision its account may appeal.
    record Window(InstantSource clock, Duration length) {

        /// To the microsecond, which is what PostgreSQL keeps.
        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }

        /// Whether it is open for a decision of that moment.
        boolean isOpen(Instant decidedAt) {
            return !decidedAt.isBefore(now().minus(length));
        }
    }

    /// What an appeal comes to.
    sealed interface Answer {

        /// It is in the queue.
        record Taken(ReviewItem item) implements Answer {}

        /// It was made before, or is what was asked for.
        record Known(ReviewItem item) implements Answer {}

        /// The account has made as many as it may.
        record TooMany(Duration retryAfter) implements Answer {}

        /// No such decision or appeal, or none of this account.
        record Unknown() implements Answer {}

        /// The queue is full of what people wait for.
        record Full() implements Answer {}

        /// The database is away or has too much to do. Making the appeal again is always right.
        record Unavailable() implements Answer {}
    }

    /// Puts an appeal into the queue, once for each decision.
    ///
    /// @param decision a ULID
    /// @param message plain words
    Mono<Answer> make(String account, String decision, String message) {
        if (!window.isOpen(DecisionIds.madeAt(decision)) || !decisions.isOf(decision, account)) {
            return Mono.just(new Answer.Unknown());
        }
        return oneOfFew(() -> store.put(appeal(account, decision, message)).map(this::answer));
    }

    private ReviewItem appeal(String account, String decision, String message) {
        Instant now = window.now();
        return new ReviewItem(
                ids.create(now.toEpochMilli()).toString(),
                Kind.APPEAL,
                decision,
                Optional.of(account),
                message,
                account,
                Optional.empty(),
                now,
                Optional.empty(),
                Optional.empty());
    }

    private Answer answer(Putting putting) {
        return switch (putting) {
            case Putting.Done(var item) -> {
                metrics.appealTaken();
                yield new Answer.Taken(item);
            }
            case Putting.Known(var item) -> new Answer.Known(item);
            case Putting.Limited(var until) ->
                    new Answer.TooMany(Duration.between(window.now(), until));
            case Putting.Full() -> new Answer.Full();
        };
    }

    /// One appeal of this account.
    ///
    /// @param id a ULID
    Mono<Answer> find(String id, String account) {
        return oneOfFew(() -> store.find(id).map(found -> answer(found, account)));
    }

    private static Answer answer(Optional<ReviewItem> found, String account) {
        return found.filter(it -> it.kind() == Kind.APPEAL)
                .filter(it -> it.account().filter(account::equals).isPresent())
                .<Answer>map(Answer.Known::new)
                .orElseGet(Answer.Unknown::new);
    }

    private Mono<Answer> oneOfFew(Supplier<Mono<Answer>> work) {
        return Mono.defer(
                () -> {
                    if (waiting.incrementAndGet() > AT_ONCE) {
                        waiting.decrementAndGet();
                        return Mono.just(new Answer.Unavailable());
                    }
                    return work.get()
                            .onErrorResume(ReviewStore.Away.class, Appeals::unavailable)
                            .doFinally(_ -> waiting.decrementAndGet());
                });
    }

    /// UNAVAILABLE: an appeal that was taken and then forgotten would be worse.
    private static Mono<Answer> unavailable(ReviewStore.Away away) {
        log.debug("Appeals are out of reach: {}", away.getMessage()); // a flood may ask
        return Mono.just(new Answer.Unavailable());
    }
}
