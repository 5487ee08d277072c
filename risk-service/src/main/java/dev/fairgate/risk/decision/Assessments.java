package dev.fairgate.risk.decision;

import dev.fairgate.captcha.Verification;
import dev.fairgate.models.feature.Challenged;
import dev.fairgate.risk.limit.NetworkOutcomes;
import dev.fairgate.risk.policy.Verdict;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.store.Seen;
import dev.fairgate.risk.store.Swap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Answers requests: has their evidence gathered, has [Decider]'s decisions carried out, and keeps
/// them for repeats. What came together goes together: one trip for the evidence, one for the
/// decisions.
final class Assessments {

    private static final Logger log = LoggerFactory.getLogger(Assessments.class);

    /// Deadlines. Every step has one of its own, so nobody waits for so long but for an answer that
    /// was lost on the way.
    private static final int LOST_AFTER = 20;

    private final EvidenceTrips trips;
    private final RiskStore store;
    private final Steps steps;
    private final List<DecisionListener> listeners;
    private final Duration deadline;

    /// @param deadline for all that one call needs of the store
    Assessments(
            EvidenceTrips trips,
            RiskStore store,
            Steps steps,
            List<DecisionListener> listeners,
            Duration deadline) {
        this.trips = trips;
        this.store = store;
        this.steps = steps;
        this.listeners = List.copyOf(listeners);
        this.deadline = deadline;
    }

    /// What a request is answered.
    sealed interface Answer {
        /// A decision, in JSON.
        record Decided(String json) implements Answer {}

        /// The store is away or slow. The policy for that is DENY: without limits and
        /// challenges, every bot would pass.
        record Unavailable() implements Answer {
            static final Unavailable UNAVAILABLE = new Unavailable();
        }
    }

    /// Decides about one request, or repeats what was decided about it in the last 60 s.
    Mono<Answer> assess(AssessmentRequest request) {
        return assess(List.of(request), List.of()).map(List::getFirst);
    }

    /// Ends the requests that the sale engine has answered, then decides about others, in order.
    Mono<List<Answer>> assess(List<AssessmentRequest> requests, List<Finished> finished) {
        return Mono.defer(
                        () -> {
                            long since = System.nanoTime();
                            return trips.gather(requests, finished)
                                    .flatMap(
                                            all ->
                                                    decide(
                                                            all,
                                                            left(
                                                                    deadline,
                                                                    since,
                                                                    System.nanoTime())));
                        })
                .timeout(deadline.multipliedBy(LOST_AFTER), lost(requests.size()))
                .onErrorResume(RiskStore::isAway, _ -> Mono.just(unavailable(requests.size())));
    }

    /// What the evidence has left of the deadline, but a quarter of it at least: who waited for a
    /// store that was slow a moment ago is not refused for that.
    static Duration left(Duration deadline, long since, long now) {
        Duration least = deadline.dividedBy(4);
        Duration left = deadline.minusNanos(now - since);
        return left.compareTo(least) < 0 ? least : left;
    }

    private static Mono<List<Answer>> lost(int requests) {
        return Mono.fromSupplier(
                () -> {
                    log.error("The answers to {} requests were lost on the way", requests);
                    return unavailable(requests);
                });
    }

    private static List<Answer> unavailable(int requests) {
        Answer[] answers = new Answer[requests];
        Arrays.fill(answers, Answer.Unavailable.UNAVAILABLE);
        return List.of(answers);
    }

    /// A decision that is to be kept.
    private record Made(int place, Gathered.Fresh fresh, Carried carried, String json) {
        Made(int place, Gathered.Fresh fresh, Carried carried) {
            this(place, fresh, carried, DecisionJson.write(carried.decision()));
        }

        AssessmentRequest request() {
            return fresh.request();
        }

        /// What is news for later decisions: where somebody is let through from, and what has
        /// become of the account's challenges.
        void addNews(List<Swap> swaps) {
            if (carried.decision().disposition() == Disposition.PROCEED) {
                swaps.add(
                        NetworkOutcomes.letThrough(
                                request().accountId(), request().clientAddress()));
            }
            challenged().ifPresent(swaps::add);
        }

        private Optional<Swap> challenged() {
            Challenged before = fresh.weighed().known().challenges();
            Challenged after = carried.challenged(before);
            return after.equals(before)
                    ? Optional.empty()
                    : Optional.of(DecisionState.challenged(request(), fresh.challenged(), after));
        }
    }

    private Mono<List<Answer>> decide(List<Gathered> all, Duration left) {
        Answer[] answers = new Answer[all.size()];
        List<Made> made = new ArrayList<>(all.size());
        List<Mono<Void>> open = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            int place = i;
            switch (all.get(place)) {
                case Gathered.Repeat(_, String decision) ->
                        answers[place] = new Answer.Decided(decision);
                case Gathered.OutOfReach _ -> answers[place] = Answer.Unavailable.UNAVAILABLE;
                case Gathered.Fresh fresh ->
                        decide(place, fresh, made)
                                .map(later -> keepLater(later, place, left, answers))
                                .ifPresent(open::add);
            }
        }
        open.add(keep(made, left, answers));
        return Mono.when(open).then(Mono.fromSupplier(() -> List.of(answers)));
    }

    /// Decides at once where nothing more has to be asked; what takes a challenge takes its own
    /// way, so that nobody else waits for it.
    private Optional<Mono<Made>> decide(int place, Gathered.Fresh fresh, List<Made> made) {
        Assessment assessment = fresh.assess();
        Optional<Decision> now = steps.atOnce(fresh.request(), assessment, fresh.rulebook());
        if (now.isPresent()) {
            made.add(new Made(place, fresh, Carried.without(now.get())));
            return Optional.empty();
        }
        return Optional.of(
                steps.carryOut(fresh.request(), assessment, fresh.rulebook())
                        .map(carried -> new Made(place, fresh, carried)));
    }

    private Mono<Void> keepLater(Mono<Made> made, int place, Duration left, Answer[] answers) {
        return made.flatMap(one -> keep(List.of(one), left, answers))
                .timeout(left)
                .onErrorResume(error -> unavailable(error, List.of(place), answers));
    }

    private Mono<Void> keep(List<Made> made, Duration left, Answer[] answers) {
        List<Swap> swaps = new ArrayList<>(made.size());
        for (Made one : made) {
            swaps.add(DecisionState.keep(one.request(), one.json()));
        }
        made.forEach(one -> one.addNews(swaps));
        return store.swap(swaps, left)
                .doOnNext(
                        seen -> {
                            for (int i = 0; i < made.size(); i++) {
                                answers[made.get(i).place()] = kept(made.get(i), seen.get(i));
                            }
                        })
                .then()
                .onErrorResume(
                        error ->
                                unavailable(
                                        error, made.stream().map(Made::place).toList(), answers));
    }

    private Answer kept(Made made, Seen seen) {
        if (seen instanceof Seen.Lost) {
            return Answer.Unavailable.UNAVAILABLE;
        }
        String standing = DecisionState.standing(made.json(), seen);
        if (seen instanceof Seen.Done) {
            listeners.forEach(listener -> tell(listener, made));
        }
        return new Answer.Decided(standing);
    }

    private static void tell(DecisionListener listener, Made made) {
        Verification read = made.carried().verification();
        if (read != null) {
            listener.answered(made.request(), read);
        }
        Decision decision = made.carried().decision();
        if (decision.verdict() == Verdict.ALLOW) {
            decision.shadowRules().forEach(rule -> listener.shadowed(made.request(), rule));
        }
        listener.decided(made.fresh().weighed(), decision);
    }

    private static Mono<Void> unavailable(Throwable error, List<Integer> places, Answer[] answers) {
        if (!RiskStore.isAway(error)) {
            log.error("An assessment ended in an error nobody expected", error);
        }
        places.forEach(place -> answers[place] = Answer.Unavailable.UNAVAILABLE);
        return Mono.empty();
    }
}
