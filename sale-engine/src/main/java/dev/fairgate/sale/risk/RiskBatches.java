package dev.fairgate.sale.risk;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.JsonNode;

/// Natural batching: a question is sent at once when none is outstanding; questions that come while
/// one is travel together when its answer returns. No timer, no added delay at low load, and at
/// high load one round trip carries many.
///
/// Deadlines are kept by one sweep for all who wait, not by a timer for each: a question that is
/// still without an answer after its deadline fails within a tenth of it more.
///
/// The one place outside a request's own chain that subscribes, because a batch belongs to no
/// single request.
final class RiskBatches {

    private static final Batch NOTHING = new Batch(List.of(), List.of());
    private static final int FINISHED_KEPT = 8192;
    static final Duration AFTER_A_FAILURE = Duration.ofMillis(50);
    private static final int SWEEPS = 10;

    private final Function<Batch, Mono<List<JsonNode>>> send;
    private final CircuitBreaker breaker;
    private final Scheduler time;
    private final Queue<Waiting> waiting;
    private final Queue<Batch.Finished> finished = new LinkedBlockingQueue<>(FINISHED_KEPT);
    private final AtomicInteger work = new AtomicInteger();
    private final Duration betweenSweeps;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile Batch underWay = NOTHING;

    /// @param send one round trip: an answer per question, in order
    /// @param atMost questions that may wait at one moment
    /// @param deadline of a question, from the moment it is asked
    /// @param time measures deadlines and the pause after a failure
    RiskBatches(
            Function<Batch, Mono<List<JsonNode>>> send,
            CircuitBreaker breaker,
            int atMost,
            Duration deadline,
            Scheduler time) {
        this.send = send;
        this.breaker = breaker;
        this.time = time;
        this.betweenSweeps = deadline.dividedBy(SWEEPS);
        this.waiting = new LinkedBlockingQueue<>(atMost);
    }

    /// Asks. Errors with `TimeoutException` past the deadline.
    Mono<JsonNode> ask(Question question) {
        return Mono.defer(
                () -> {
                    if (breaker.getState() == CircuitBreaker.State.OPEN) {
                        return Mono.error(
                                CallNotPermittedException.createCallNotPermittedException(breaker));
                    }
                    Waiting entry = new Waiting(question);
                    if (!waiting.offer(entry)) {
                        return Mono.error(new IllegalStateException("too many wait already"));
                    }
                    drain();
                    sweepSoon();
                    return entry.verdict();
                });
    }

    /// Reports a terminal answer. Lost only when too many wait already: the flag it releases
    /// expires by itself after 3 s.
    void finished(Batch.Finished done) {
        if (finished.offer(done)) {
            drain();
        }
    }

    /// Sends the next batch unless one is outstanding; whoever comes meanwhile is noticed by the
    /// counter and served when the outstanding one returns.
    private void drain() {
        if (work.getAndIncrement() == 0) {
            sendNext();
        }
    }

    private void sendNext() {
        int seen = work.get();
        Batch batch = nextBatch();
        if (batch.waiting().isEmpty() && batch.finished().isEmpty()) {
            if (work.addAndGet(-seen) != 0) {
                sendNext();
            }
            return;
        }
        underWay = batch;
        exchange(batch)
                .subscribe(
                        answers -> answered(batch, answers),
                        error -> failed(batch, error),
                        this::sendNext);
    }

    /// Those who waited are told at once; the reports are kept for the next batch, which waits a
    /// moment, so that a service that is away is not asked in a circle.
    private void failed(Batch batch, Throwable error) {
        batch.waiting().forEach(entry -> entry.failed(error));
        batch.finished().forEach(finished::offer);
        Mono.delay(AFTER_A_FAILURE, time).subscribe(moment -> sendNext());
    }

    private void sweepSoon() {
        if (!sweeping.get() && sweeping.compareAndSet(false, true)) {
            var _ = time.schedule(this::sweep, betweenSweeps.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /// Fails whoever has seen too many sweeps. Goes on until nothing is under way: who came during
    /// a sweep has raised `work` before relying on `sweeping`, wherever it is by now.
    private void sweep() {
        underWay.waiting().forEach(entry -> entry.swept(SWEEPS));
        waiting.forEach(entry -> entry.swept(SWEEPS));
        sweeping.set(false);
        if (work.get() != 0) {
            sweepSoon();
        }
    }

    private Mono<List<JsonNode>> exchange(Batch batch) {
        if (!breaker.tryAcquirePermission()) {
            return Mono.error(CallNotPermittedException.createCallNotPermittedException(breaker));
        }
        long start = System.nanoTime();
        return Mono.defer(() -> send.apply(batch))
                .switchIfEmpty(
                        Mono.error(
                                () ->
                                        new IllegalStateException(
                                                "the risk service answered with nothing")))
                .doOnNext(
                        answers ->
                                breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS))
                .doOnError(
                        error ->
                                breaker.onError(
                                        System.nanoTime() - start, TimeUnit.NANOSECONDS, error));
    }

    private static void answered(Batch batch, List<JsonNode> answers) {
        for (int i = 0; i < batch.waiting().size(); i++) {
            Waiting entry = batch.waiting().get(i);
            if (i < answers.size()) {
                entry.answered(answers.get(i));
            } else {
                entry.failed(new IllegalStateException("the risk service left out an answer"));
            }
        }
    }

    private Batch nextBatch() {
        List<Batch.Finished> done = new ArrayList<>();
        for (Batch.Finished next = finished.poll(); next != null; next = finished.poll()) {
            done.add(next);
            if (done.size() == Batch.MAX_ITEMS) {
                break;
            }
        }
        List<Waiting> items = new ArrayList<>();
        int bytes = done.size() * Batch.FINISHED_BYTES;
        for (Waiting next = waiting.peek();
                next != null
                        && items.size() < Batch.MAX_ITEMS
                        && bytes + next.json().length < Batch.MAX_BYTES;
                next = waiting.peek()) {
            Waiting taken = waiting.poll();
            if (taken != null && !taken.isGivenUp()) {
                items.add(taken);
                bytes += taken.json().length;
            }
        }
        return new Batch(items, done);
    }
}
