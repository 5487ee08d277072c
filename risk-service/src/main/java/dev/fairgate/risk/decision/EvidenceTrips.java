package dev.fairgate.risk.decision;

import dev.fairgate.risk.limit.Consumption;
import dev.fairgate.risk.limit.Limits;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.store.Seen;
import dev.fairgate.risk.store.Swap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/// Gathers the evidence of all requests of this node, in one trip to the store after the other:
/// flags, clearances and the tokens of every bucket travel together, for all requests that wait at
/// the moment a trip leaves (natural batching: no timer, no added delay when little is going on).
///
/// One trip at a time, so that this node never overtakes itself, and a bucket that everybody wants
/// costs one proposal per trip. Where another node was first, the request goes on the next trip,
/// with whoever has come meanwhile; most need one trip. A trip is the one place here that
/// subscribes, because it belongs to no single request.
final class EvidenceTrips {

    private static final int MOST_REQUESTS = 256;
    private static final int MOST_WAITING = 4_096;

    private final RiskStore store;
    private final Limits limits;
    private final Rulebooks rulebooks;
    private final Observer observer;
    private final Sources sources;
    private final Duration deadline;
    private final Queue<Errand> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicInteger work = new AtomicInteger();

    // Below: touched by the trip that is under way, only.
    private final List<Errand> underWay = new ArrayList<>();
    private Consumption tokens;

    /// @param sources what is known without asking the store
    /// @param deadline from asking until the evidence is there
    EvidenceTrips(
            RiskStore store,
            Limits limits,
            Rulebooks rulebooks,
            Observer observer,
            Sources sources,
            Duration deadline) {
        this.store = store;
        this.limits = limits;
        this.rulebooks = rulebooks;
        this.observer = observer;
        this.sources = sources;
        this.deadline = deadline;
        this.tokens = limits.begin();
    }

    /// Ends some requests, then gathers the evidence of others, in order.
    ///
    /// Errors are the store's, see [RiskStore#isAway(Throwable)].
    Mono<List<Gathered>> gather(List<AssessmentRequest> requests, List<Finished> finished) {
        return Mono.defer(
                () -> {
                    Errand errand = errand(requests, finished);
                    if (!waiting.offer(errand)) {
                        return Mono.error(new TimeoutException("too many wait already"));
                    }
                    drain();
                    return errand.result.asMono().timeout(deadline); // a trip before it counts too
                });
    }

    /// What one call wants: requests that end, and requests that begin.
    private static final class Errand {
        private final List<Gathering> gatherings = new ArrayList<>();
        private final List<Finished> finished;
        private final long since = System.nanoTime();
        private final Sinks.One<List<Gathered>> result = Sinks.one();
        private int firstSwap;

        Errand(List<Finished> finished) {
            this.finished = finished;
        }
    }

    private Errand errand(List<AssessmentRequest> requests, List<Finished> finished) {
        Rulebook rulebook = rulebooks.current();
        Errand errand = new Errand(finished);
        for (AssessmentRequest request : requests) {
            errand.gatherings.add(
                    new Gathering(
                            request,
                            observer.observe(request, rulebook.policy().honeypots()),
                            rulebook));
        }
        return errand;
    }

    private void drain() {
        if (work.getAndIncrement() == 0) {
            travel();
        }
    }

    /// One trip; whoever comes meanwhile is noticed by the counter and served by the next.
    private void travel() {
        int noticed = work.get();
        while (true) {
            List<Swap> trip = new ArrayList<>();
            List<Errand> boarding = board(trip);
            int riders = trip.size();
            tokens.propose(trip);
            if (!trip.isEmpty()) {
                store.swap(trip, deadline)
                        .subscribe(
                                seen -> arrive(boarding, seen, riders), this::fail, this::travel);
                return;
            }
            arrive(boarding, List.of(), riders);
            if (underWay.isEmpty() && waiting.isEmpty()) {
                noticed = work.addAndGet(-noticed);
                if (noticed == 0) {
                    return;
                }
            }
        }
    }

    /// Takes those who wait aboard, as many as there is room for.
    private List<Errand> board(List<Swap> trip) {
        List<Errand> boarding = new ArrayList<>();
        int requests = 0;
        for (Errand next = waiting.peek();
                next != null
                        && (boarding.isEmpty()
                                || requests + next.gatherings.size() <= MOST_REQUESTS);
                next = waiting.peek()) {
            waiting.remove();
            requests += next.gatherings.size();
            next.finished.forEach(finished -> trip.addAll(DecisionState.finish(finished)));
            next.firstSwap = trip.size();
            next.gatherings.forEach(gathering -> gathering.begin(trip, tokens));
            boarding.add(next);
        }
        underWay.addAll(boarding);
        return boarding;
    }

    private void arrive(List<Errand> boarded, List<Seen> seen, int riders) {
        for (Errand errand : boarded) {
            int from = errand.firstSwap;
            for (Gathering gathering : errand.gatherings) {
                gathering.opened(seen.subList(from, from + DecisionState.SWAPS));
                from += DecisionState.SWAPS;
            }
        }
        tokens.answered(seen, riders);
        for (Iterator<Errand> all = underWay.iterator(); all.hasNext(); ) {
            Errand errand = all.next();
            if (isComplete(errand)) {
                all.remove();
                errand.result.tryEmitValue(
                        errand.gatherings.stream()
                                .map(gathering -> gathering.result(sources))
                                .toList());
            }
        }
    }

    /// Who is overtaken for half of the deadline is answered by this node alone (LOCAL_QUOTA), so
    /// that he and those of the same call still have their answer in time.
    private boolean isComplete(Errand errand) {
        boolean complete = true;
        boolean late = System.nanoTime() - errand.since > deadline.toNanos() / 2;
        for (Gathering gathering : errand.gatherings) {
            boolean done = gathering.advance(tokens);
            if (!done && late) {
                gathering.abandon(tokens);
                done = true;
            }
            complete &= done;
        }
        return complete;
    }

    /// The store did not answer: nobody who was aboard will learn more, and nothing that was
    /// proposed is known to hold.
    private void fail(Throwable error) {
        List<Errand> failed = List.copyOf(underWay);
        underWay.clear();
        tokens = limits.begin();
        failed.forEach(errand -> errand.result.tryEmitError(error));
        var _ =
                Schedulers.parallel()
                        .schedule(this::travel); // not from within: it may fail at once
    }
}
