package dev.fairgate.risk.label;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Takes labels, tells the listeners what stands, and finds labels again.
public final class Labels implements LabelLookup {

    private static final Logger log = LoggerFactory.getLogger(Labels.class);

    /// Files at the same time: what two of them tell a listener at once, 20 000 lines, finds room
    /// in the decision log without pushing decisions out.
    private static final int FILES_AT_ONCE = 2;

    private static final String REVIEW = "review"; // the source of what reviews find
    private static final int MOST_KEYS = 8;

    private final LabelStore store;
    private final List<LabelListener> listeners;
    private final AtomicInteger files = new AtomicInteger();

    Labels(LabelStore store, List<LabelListener> listeners) {
        this.store = store;
        this.listeners = List.copyOf(listeners);
    }

    /// What asking for something comes to.
    public sealed interface Answer<T> {

        /// This.
        record Done<T>(T result) implements Answer<T> {}

        /// Too many files at the same time: nothing was taken.
        record Busy<T>() implements Answer<T> {}

        /// The database is away. Giving labels again is always right.
        record Unavailable<T>() implements Answer<T> {}
    }

    /// Some labels, and from where to go on if there are more.
    record Page(List<Standing> labels, Optional<LabelCursor> next) {}

    /// Takes what a review found about a decision.
    ///
    /// @param decision a ULID
    /// @param by the analyst who reviewed it
    public Mono<Answer<Standing>> takeReview(String decision, Label label, String by) {
        LabelKey key = new LabelKey(LabelKey.Kind.DECISION, decision, Optional.empty());
        return take(new Said(key, label, REVIEW, Optional.empty()), by);
    }

    /// Takes one label.
    Mono<Answer<Standing>> take(Said said, String by) {
        return answer(takeAll(List.of(said), by).map(taking -> taking.standing().getFirst()));
    }

    /// Takes a file of labels whole.
    Mono<Answer<Taking>> takeFile(List<Said> said, String by) {
        return oneOfFew(takeAll(said, by));
    }

    /// Only counts what taking a file would come to.
    Mono<Answer<Taking>> weighFile(List<Said> said, String by) {
        return oneOfFew(store.weigh(said, by));
    }

    /// Labels that stand, the last taken first.
    Mono<Answer<Page>> find(LabelQuery query) {
        return answer(store.find(query, query.limit() + 1).map(found -> page(query, found)));
    }

    @Override
    public Mono<Optional<List<Standing>>> about(List<LabelKey> keys) {
        return Flux.fromIterable(keys)
                .take(MOST_KEYS)
                .concatMap(key -> store.find(LabelQuery.about(key), LabelQuery.MOST))
                .flatMapIterable(places -> places)
                .map(LabelStore.Place::standing)
                .collectList()
                .map(Optional::of)
                .onErrorResume(LabelStore.Away.class, _ -> Mono.just(Optional.empty()));
    }

    private static Page page(LabelQuery query, List<LabelStore.Place> found) {
        List<LabelStore.Place> places = found.stream().limit(query.limit()).toList();
        return new Page(
                places.stream().map(LabelStore.Place::standing).toList(),
                found.size() > places.size()
                        ? Optional.of(places.getLast().cursor())
                        : Optional.empty());
    }

    private Mono<Taking> takeAll(List<Said> said, String by) {
        return store.take(said, by).doOnNext(taking -> taking.standing().forEach(this::tell));
    }

    private void tell(Standing label) {
        listeners.forEach(listener -> listener.labelled(label));
    }

    private Mono<Answer<Taking>> oneOfFew(Mono<Taking> work) {
        return Mono.defer(
                () -> {
                    if (files.incrementAndGet() > FILES_AT_ONCE) {
                        files.decrementAndGet();
                        return Mono.just(new Answer.Busy<>());
                    }
                    return answer(work).doFinally(_ -> files.decrementAndGet());
                });
    }

    private static <T> Mono<Answer<T>> answer(Mono<T> work) {
        return work.<Answer<T>>map(Answer.Done::new)
                .onErrorResume(
                        LabelStore.Away.class, // UNAVAILABLE: whoever gave them gives them again
                        away -> {
                            log.warn("Labels are out of reach: {}", away.getMessage());
                            return Mono.just(new Answer.Unavailable<>());
                        });
    }
}
