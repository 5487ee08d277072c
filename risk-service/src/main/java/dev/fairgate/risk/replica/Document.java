package dev.fairgate.risk.replica;

import dev.fairgate.risk.replica.RedisReplicas.Answer;
import dev.fairgate.risk.store.RiskStore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// One open document: what this node has of it, and how that becomes newer.
final class Document implements Replica {

    private static final Logger log = LoggerFactory.getLogger(Document.class);

    /// Together longer than a store is young after a loss.
    private static final int TRIES = 8;

    /// After a lost answer.
    private static final int TRIES_AWAY = 2;

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final String name;
    private final Places places;
    private final Consumer<State> listener;
    private volatile Copy current;
    private Copy kept;

    /// @param kept what a start has found on the disk, or the first state
    /// @param newest what it has found anywhere; nobody has been told of it yet
    Document(String name, Places places, Consumer<State> listener, Copy kept, Copy newest) {
        this.name = name;
        this.places = places;
        this.listener = listener;
        this.kept = kept;
        this.current = newest;
        tell(newest);
    }

    @Override
    public State current() {
        return current.state();
    }

    @Override
    public Mono<State> look() {
        return Mono.defer(this::compare).map(Copy::state);
    }

    @Override
    public Mono<Change> propose(long expected, String body) {
        return Mono.defer(
                        () -> {
                            String id = places.ids().get();
                            return catchUp(expected)
                                    .flatMap(own -> propose(expected, own, id, body));
                        })
                .onErrorResume(RiskStore::isAway, _ -> Mono.just(new Change.Away()));
    }

    String name() {
        return name;
    }

    Copy copy() {
        return current;
    }

    /// Makes this state the one that the node goes by, if it is newer, and says which one is.
    synchronized Copy adopt(Copy next) {
        if (!next.isNewerThan(current)) {
            return current;
        }
        current = next;
        tell(next);
        keepUp();
        return next;
    }

    /// Compares with the store that all nodes share, and makes the newer of the two that of both.
    Mono<Copy> compare() {
        return places.store()
                .look(name, current)
                .flatMap(
                        answer ->
                                answer instanceof Answer.Older
                                        ? places.store().offer(name, current)
                                        : Mono.just(answer))
                .flatMap(
                        answer ->
                                answer instanceof Answer.Newer(Copy other)
                                        ? aside(() -> adopt(other))
                                        : Mono.just(current));
    }

    /// Whoever expects a later state than ours has heard of it from another node.
    private Mono<Copy> catchUp(long expected) {
        return expected > current.sequence() ? compare() : Mono.just(current);
    }

    private Mono<Change> propose(long expected, Copy own, String id, String body) {
        return own.sequence() == expected
                ? attempt(own, own.next(id, body), TRIES)
                : Mono.just(new Change.Overtaken(own.state()));
    }

    private Mono<Change> attempt(Copy own, Copy next, int left) {
        if (left == 0) {
            return Mono.just(new Change.Away());
        }
        return places.store()
                .propose(name, own, next)
                .flatMap(answer -> settle(answer, own, next, left - 1))
                .onErrorResume(
                        RiskStore::isAway,
                        // It may have been done: the same id asked again tells.
                        _ -> again(own, next, Math.min(left - 1, TRIES_AWAY)));
    }

    private Mono<Change> settle(Answer answer, Copy own, Copy next, int left) {
        return switch (answer) {
            case Answer.Done _ ->
                    aside(
                            () -> {
                                adopt(next);
                                return new Change.Done(next.state());
                            });
            case Answer.Newer(Copy other) ->
                    aside(() -> new Change.Overtaken(adopt(other).state()));
            case Answer.Older _ -> places.store().offer(name, own).then(again(own, next, left));
            case Answer.Young _, Answer.Same _ -> again(own, next, left);
        };
    }

    private Mono<Change> again(Copy own, Copy next, int left) {
        return Mono.delay(PAUSE).then(Mono.defer(() -> attempt(own, next, left)));
    }

    /// The disk may be slow, and so may a listener be.
    private static <T> Mono<T> aside(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }

    private void tell(Copy copy) {
        try {
            listener.accept(copy.state());
        } catch (
                RuntimeException
                        e) { // a defect of one listener must not stop the others' documents
            log.error("State {} of {} is not in force here", copy.sequence(), name, e);
        }
    }

    /// Writes the newest state to the disk, if it is not there.
    synchronized void keepUp() {
        if (places.folder().isEmpty() || !current.isNewerThan(kept)) {
            return;
        }
        try {
            places.folder().get().keep(name, current);
            kept = current;
            places.disk().answered();
        } catch (IOException e) { // it is in force everywhere: no reason to say that it is not
            places.disk().failed(e);
        }
    }
}
