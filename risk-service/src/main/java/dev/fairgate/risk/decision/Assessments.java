package dev.fairgate.risk.decision;

import dev.fairgate.risk.decision.DecisionState.Opening;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.store.RiskStore;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Answers requests: gathers evidence for [Decider], has its decision carried out, and keeps it
/// for repeats.
final class Assessments {

    /// There is no model yet: nobody is suspected before the limits speak.
    private static final double NO_MODEL = 0.0;

    private final DecisionState state;
    private final DecisionLimits limits;
    private final Decider decider;
    private final Steps steps;
    private final List<DecisionListener> listeners;
    private final Duration deadline;

    /// @param deadline for all that one request needs of the store
    Assessments(
            DecisionState state,
            DecisionLimits limits,
            Decider decider,
            Steps steps,
            List<DecisionListener> listeners,
            Duration deadline) {
        this.state = state;
        this.limits = limits;
        this.decider = decider;
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
        record Unavailable() implements Answer {}
    }

    /// Decides, or repeats what was decided about the same request in the last 60 s.
    Mono<Answer> assess(AssessmentRequest request) {
        return state.open(request)
                .flatMap(opening -> replayOrDecide(request, opening))
                .timeout(deadline)
                .<Answer>map(Answer.Decided::new)
                .onErrorResume(RiskStore::isAway, _ -> Mono.just(new Answer.Unavailable()));
    }

    /// Ends requests that the sale engine has answered.
    Mono<Void> finish(List<Finished> finished) {
        return Flux.fromIterable(finished).flatMap(state::finish).then().timeout(deadline);
    }

    private Mono<String> replayOrDecide(AssessmentRequest request, Opening opening) {
        return opening.replay().map(Mono::just).orElseGet(() -> decide(request, opening));
    }

    private Mono<String> decide(AssessmentRequest request, Opening opening) {
        return limits.consume(request)
                .map(
                        outcomes ->
                                new Evidence(
                                        opening.inFlight(),
                                        opening.cleared(),
                                        request.response().isPresent(),
                                        NO_MODEL,
                                        outcomes))
                .flatMap(evidence -> decide(request, evidence));
    }

    private Mono<String> decide(AssessmentRequest request, Evidence evidence) {
        return steps.carryOut(request, decider.assess(evidence))
                .flatMap(decision -> settle(request, evidence, decision));
    }

    /// Only the decision that stands is announced; a copy of the request may have been faster.
    private Mono<String> settle(AssessmentRequest request, Evidence evidence, Decision decision) {
        String mine = DecisionJson.write(decision);
        return state.settle(request, mine)
                .doOnNext(
                        standing -> {
                            if (standing.equals(mine)) {
                                announce(request, evidence.limits(), decision);
                            }
                        });
    }

    private void announce(
            AssessmentRequest request, List<LimitOutcome> outcomes, Decision decision) {
        listeners.forEach(listener -> listener.decided(request, outcomes, decision));
    }
}
