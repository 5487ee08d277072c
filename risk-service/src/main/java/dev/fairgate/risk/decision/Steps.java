package dev.fairgate.risk.decision;

import dev.fairgate.captcha.Challenges;
import dev.fairgate.captcha.Issue;
import dev.fairgate.captcha.Verification;
import dev.fairgate.risk.decision.Assessment.Step;
import dev.fairgate.risk.decision.AssessmentRequest.ChallengeResponse;
import dev.fairgate.risk.policy.ChallengeStep;
import dev.fairgate.risk.store.RiskStore;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Carries out what an assessment asks for: reads responses, issues challenges and tickets.
final class Steps {

    /// On a cluster a challenge's id decides which master keeps it; while one is away, the next id
    /// may fall to another. With one master of three away, nine times more leave 1 in 59,000.
    private static final Retry OTHER_IDS =
            Retry.max(9)
                    .filter(RiskStore::isAway)
                    .onRetryExhaustedThrow((_, last) -> last.failure());

    private final Challenges challenges;
    private final DecisionState state;
    private final DecisionMaker maker;

    Steps(Challenges challenges, DecisionState state, DecisionMaker maker) {
        this.challenges = challenges;
        this.state = state;
        this.maker = maker;
    }

    /// The decision, where nothing more has to be asked of the store.
    Optional<Decision> atOnce(AssessmentRequest request, Assessment assessment, Rulebook rulebook) {
        return switch (assessment.step()) {
            case Step.ReadResponse _, Step.Challenge _ -> Optional.empty();
            case Step.Proceed _ ->
                    Optional.of(maker.proceed(request, assessment, rulebook.policy()));
            case Step.Block(var stands) when stands.isZero() ->
                    Optional.of(maker.refuse(assessment, Disposition.BLOCK, rulebook.policy()));
            case Step.Block(var stands) ->
                    Optional.of(
                            maker.putOff(assessment, Disposition.BLOCK, stands, rulebook.policy()));
            case Step.NotEligible _ ->
                    Optional.of(
                            maker.refuse(assessment, Disposition.NOT_ELIGIBLE, rulebook.policy()));
            case Step.Throttle(var retryAfter) ->
                    Optional.of(
                            maker.putOff(
                                    assessment,
                                    Disposition.THROTTLE,
                                    retryAfter,
                                    rulebook.policy()));
            case Step.InFlight(var retryAfter) ->
                    Optional.of(
                            maker.putOff(
                                    assessment,
                                    Disposition.IN_FLIGHT,
                                    retryAfter,
                                    rulebook.policy()));
        };
    }

    /// The decision, after reading a response or issuing a challenge where it takes that.
    Mono<Carried> carryOut(AssessmentRequest request, Assessment assessment, Rulebook rulebook) {
        return switch (assessment.step()) {
            case Step.ReadResponse _ -> readResponse(request, assessment, rulebook);
            case Step.Challenge _ -> issue(request, assessment, rulebook);
            case Step.Proceed _,
                    Step.Block _,
                    Step.NotEligible _,
                    Step.Throttle _,
                    Step.InFlight _ ->
                    Mono.justOrEmpty(atOnce(request, assessment, rulebook)).map(Carried::without);
        };
    }

    private Mono<Carried> readResponse(
            AssessmentRequest request, Assessment assessment, Rulebook rulebook) {
        ChallengeResponse response = request.response().orElseThrow();
        return challenges
                .verify(request.binding(), response.id(), response.response())
                // The master that knew this challenge is away: who answered is asked another.
                .onErrorReturn(RiskStore::isAway, new Verification.NotCounted())
                .flatMap(verification -> remember(request, rulebook, verification))
                .flatMap(verification -> goOn(request, assessment, rulebook, verification));
    }

    private Mono<Carried> goOn(
            AssessmentRequest request,
            Assessment assessment,
            Rulebook rulebook,
            Verification verification) {
        return carryOut(
                        request,
                        rulebook.decider().afterResponse(assessment, verification),
                        rulebook)
                .map(carried -> carried.after(verification));
    }

    /// The clearance is written before anybody is told: a lost answer may then be asked for again.
    private Mono<Verification> remember(
            AssessmentRequest request, Rulebook rulebook, Verification verification) {
        return verification instanceof Verification.Right
                ? state.clear(request, rulebook.policy().clearance()).thenReturn(verification)
                : Mono.just(verification);
    }

    private Mono<Carried> issue(
            AssessmentRequest request, Assessment assessment, Rulebook rulebook) {
        ChallengeStep asked = rulebook.policy().challenge().step(assessment.scored().score());
        return challenges
                .issue(request.binding(), asked.kind(), asked.proofMaxNumber())
                .retryWhen(OTHER_IDS)
                .flatMap(
                        issue ->
                                switch (issue) {
                                    case Issue.Issued(var challenge) ->
                                            Mono.just(
                                                    Carried.without(
                                                            maker.challenge(
                                                                    assessment,
                                                                    challenge,
                                                                    rulebook.policy())));
                                    case Issue.TooManyWrong refusal ->
                                            carryOut(
                                                    request,
                                                    rulebook.decider()
                                                            .afterRefusedIssue(assessment, refusal),
                                                    rulebook);
                                    case Issue.Unavailable _ ->
                                            throw new IllegalStateException(
                                                    "a proof of work can always be asked for");
                                });
    }
}
