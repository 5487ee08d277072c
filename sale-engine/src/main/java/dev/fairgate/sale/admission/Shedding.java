package dev.fairgate.sale.admission;

import com.netflix.concurrency.limits.Limit;
import dev.fairgate.sale.web.Problem;
import dev.fairgate.sale.web.Refusal;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// A bound on purchases in progress on this node, and a short queue before it, first come first
/// served. What finds the queue full, or waits in it too long, is shed with 503 `overloaded`: that
/// is not a verdict about the caller.
///
/// The bound keeps what is behind it fast: so few ask the risk service at one moment that each has
/// an answer well within its deadline, and a rush waits here, where waiting costs nothing.
public final class Shedding {

    private final Duration patience;
    private final Queue<Turn> waiting;
    private final Limit limit;
    private final AtomicInteger inProgress = new AtomicInteger();
    private final AtomicInteger work = new AtomicInteger();

    /// @param limit of purchases in progress
    /// @param waiting purchases that may wait for their turn
    /// @param patience how long they may
    Shedding(Limit limit, int waiting, Duration patience) {
        this.limit = limit;
        this.waiting = new LinkedBlockingQueue<>(waiting);
        this.patience = patience;
    }

    /// Runs the work when its turn comes, else errors with [Refusal] 503.
    public <T> Mono<T> guard(Mono<T> purchase) {
        return Mono.usingWhen(
                turn(),
                turn -> purchase,
                turn -> Mono.fromRunnable(() -> done(turn, false)),
                (turn, error) -> Mono.fromRunnable(() -> done(turn, true)),
                turn -> Mono.fromRunnable(this::release));
    }

    private Mono<Turn> turn() {
        return Mono.defer(
                () -> {
                    Turn turn = new Turn();
                    if (waiting.isEmpty() && takePlace()) {
                        turn.cameAt = System.nanoTime();
                        return Mono.just(turn);
                    }
                    if (!waiting.offer(turn)) {
                        return Mono.error(new Refusal(overloaded()));
                    }
                    serve();
                    return turn.come
                            .asMono()
                            .timeout(patience, Mono.defer(() -> giveUp(turn)))
                            .doOnCancel(() -> giveBack(turn));
                });
    }

    private Mono<Turn> giveUp(Turn turn) {
        // Between the last moment of patience and here the turn may have come after all.
        return turn.claim() ? Mono.error(new Refusal(overloaded())) : turn.come.asMono();
    }

    /// The caller hung up while waiting, or in the moment its turn came.
    private void giveBack(Turn turn) {
        if (!turn.claim()) {
            release();
        }
    }

    private void done(Turn turn, boolean failed) {
        limit.onSample(turn.cameAt, System.nanoTime() - turn.cameAt, inProgress.get(), failed);
        release();
    }

    private void release() {
        inProgress.decrementAndGet();
        serve();
    }

    /// Gives free places to those who wait. One thread at a time: a turn that ends at once would
    /// otherwise serve the next from within itself, deeper and deeper.
    private void serve() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            while (!waiting.isEmpty() && takePlace()) {
                Turn next = nextTurn();
                if (next == null) {
                    inProgress.decrementAndGet();
                } else {
                    next.cameAt = System.nanoTime();
                    next.come.tryEmitValue(next);
                }
            }
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    /// The first who waits and has not given up.
    private @Nullable Turn nextTurn() {
        Turn next = waiting.poll();
        while (next != null && !next.claim()) {
            next = waiting.poll();
        }
        return next;
    }

    private boolean takePlace() {
        int most = limit.getLimit();
        return inProgress.getAndUpdate(now -> now < most ? now + 1 : now) < most;
    }

    /// One place in the queue; whoever claims it first decides whether it comes or is given up.
    private static final class Turn {
        private final AtomicBoolean claimed = new AtomicBoolean();
        private final Sinks.One<Turn> come = Sinks.one();
        private volatile long cameAt;

        boolean claim() {
            return claimed.compareAndSet(false, true);
        }
    }

    private static Problem overloaded() {
        return new Problem(
                        "overloaded",
                        503,
                        "Very busy right now",
                        "Many people are buying at this moment; try again in a second.")
                .retryAfterSeconds(1);
    }
}
