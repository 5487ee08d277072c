package dev.fairgate.risk.decision;

import dev.fairgate.captcha.Issue;
import dev.fairgate.captcha.Verification;
import dev.fairgate.risk.decision.Assessment.Step;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.policy.Eligibility.Standing;
import dev.fairgate.risk.policy.LimitRule;
import dev.fairgate.risk.policy.LimitRule.Effect;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.Rule;
import dev.fairgate.risk.policy.SaleRules;
import dev.fairgate.risk.policy.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The rules of the decision, without any I/O.
///
/// In this order: a request beside another one of its account and sale is in flight; an account
/// that the sale is not for is refused, also where verdicts are only logged; an account that goes
/// on after it was told to wait is blocked; an account or a device over its limit is throttled; a
/// live clearance turns a challenge into a pass; a response is read; a challenge is issued;
/// everybody else proceeds. Evidence of a network can at most challenge, because the policy refuses
/// any other effect for it.
final class Decider {

    static final Duration IN_FLIGHT_RETRY = Duration.ofSeconds(1);

    private static final String POLICY_THRESHOLD = "policy-threshold";
    private static final String WRONG_ANSWERS = "wrong-answers";

    private final Policy policy;
    private final List<Rule> rules;
    private final List<Rule> shadows;
    private final Map<LimitEntity, Effect> effects = new EnumMap<>(LimitEntity.class);

    Decider(Policy policy) {
        this.policy = policy;
        this.rules = policy.rules().stream().filter(rule -> !rule.shadow()).toList();
        this.shadows = policy.rules().stream().filter(Rule::shadow).toList();
        for (LimitRule rule : policy.limits()) {
            effects.put(rule.entity(), rule.effect());
        }
    }

    private boolean throttles(List<LimitOutcome> limits) {
        return limits.stream().anyMatch(outcome -> hits(outcome, Effect.THROTTLE));
    }

    /// What the evidence about a purchase in a sale comes to.
    Assessment assess(String saleId, Evidence evidence) {
        SaleRules sale = policy.in(saleId);
        Standing standing = sale.eligibility().of(evidence.features());
        Assessment assessment = assessment(evidence, standing);
        if (evidence.inFlight()) {
            return assessment.then(new Step.InFlight(IN_FLIGHT_RETRY)).because("in-flight");
        }
        if (standing == Standing.TOO_NEW || standing == Standing.TOO_FEW_ORDERS) {
            return assessment.then(new Step.NotEligible());
        }
        if (sale.mode() == Policy.Mode.OBSERVE) {
            return assessment;
        }
        if (assessment.verdict() == Verdict.BLOCK) {
            return assessment.then(new Step.Block(stands(evidence)));
        }
        if (throttles(evidence.limits())) {
            return assessment.then(new Step.Throttle(longestWait(evidence.limits())));
        }
        if (evidence.cleared()) {
            return assessment.with(Verdict.ALLOW);
        }
        if (evidence.answered()) {
            return assessment.then(new Step.ReadResponse());
        }
        return assessment.verdict() == Verdict.CHALLENGE
                ? assessment.then(new Step.Challenge())
                : assessment;
    }

    private Assessment assessment(Evidence evidence, Standing standing) {
        Assessment assessment =
                new Assessment(
                        verdict(evidence),
                        evidence.scored(),
                        reasons(evidence),
                        evidence.isDegraded(),
                        new Step.Proceed(),
                        null,
                        shadowRules(evidence));
        return switch (standing) {
            case MET -> assessment;
            case UNKNOWN ->
                    assessment
                            .with(assessment.verdict().or(Verdict.CHALLENGE))
                            .because("eligibility-unknown");
            case TOO_NEW -> assessment.because("account-too-new");
            case TOO_FEW_ORDERS -> assessment.because("too-few-orders");
        };
    }

    private List<String> shadowRules(Evidence evidence) {
        return shadows.stream()
                .filter(rule -> rule.verdict(evidence.features()) != Verdict.ALLOW)
                .map(Rule::code)
                .toList();
    }

    /// Goes on after the response was read.
    Assessment afterResponse(Assessment assessment, Verification verification) {
        return switch (verification) {
            case Verification.Right _ -> assessment.with(Verdict.ALLOW).then(new Step.Proceed());
            case Verification.Wrong _ ->
                    assessment
                            .with(Verdict.CHALLENGE)
                            .because(WRONG_ANSWERS)
                            .then(new Step.Challenge());
            case Verification.TooManyWrong(Duration retryAfter) ->
                    assessment.because(WRONG_ANSWERS).then(new Step.Throttle(retryAfter));
            case Verification.NotCounted _ ->
                    assessment.then(
                            assessment.verdict() == Verdict.CHALLENGE
                                    ? new Step.Challenge()
                                    : new Step.Proceed());
        };
    }

    /// Goes on when no challenge could be issued because there were too many wrong answers.
    Assessment afterRefusedIssue(Assessment assessment, Issue.TooManyWrong refusal) {
        return assessment
                .because(WRONG_ANSWERS)
                .then(new Step.Throttle(refusal.retryAfter()))
                .drawn(null); // this was no chance
    }

    private Verdict verdict(Evidence evidence) {
        Verdict verdict = evidence.scored().verdict();
        for (LimitOutcome outcome : evidence.limits()) {
            if (hits(outcome, Effect.CHALLENGE)) {
                verdict = verdict.or(Verdict.CHALLENGE);
            }
            if (hits(outcome, Effect.BLOCK)) {
                verdict = verdict.or(Verdict.BLOCK);
            }
        }
        for (Rule rule : rules) {
            verdict = verdict.or(rule.verdict(evidence.features()));
        }
        return verdict;
    }

    private List<Reason> reasons(Evidence evidence) {
        List<Reason> reasons =
                new ArrayList<>(
                        evidence.limits().stream()
                                .filter(this::matters)
                                .map(outcome -> outcome.entity().reason())
                                .distinct()
                                .map(Reason::rule)
                                .toList());
        for (Rule rule : rules) {
            if (rule.verdict(evidence.features()) != Verdict.ALLOW) {
                reasons.add(Reason.rule(rule.code()));
            }
        }
        if (evidence.scored().verdict() != Verdict.ALLOW) {
            reasons.add(Reason.rule(POLICY_THRESHOLD));
            reasons.addAll(evidence.scored().reasons());
        }
        return reasons;
    }

    private Duration longestWait(List<LimitOutcome> limits) {
        return limits.stream()
                .filter(outcome -> hits(outcome, Effect.THROTTLE))
                .map(LimitOutcome::retryAfter)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /// How long a block stands whatever the account sends next: until the first of its empty
    /// buckets has a token. A score depends on what is sent.
    private Duration stands(Evidence evidence) {
        if (blocksByWhatIsSent(evidence)) {
            return Duration.ZERO;
        }
        return evidence.limits().stream()
                .filter(outcome -> !outcome.allowed())
                .map(LimitOutcome::retryAfter)
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private boolean blocksByWhatIsSent(Evidence evidence) {
        return evidence.scored().verdict() == Verdict.BLOCK
                || rules.stream()
                        .anyMatch(rule -> rule.verdict(evidence.features()) == Verdict.BLOCK);
    }

    private boolean matters(LimitOutcome outcome) {
        return !outcome.allowed() && effects.get(outcome.entity()) != Effect.SIGNAL;
    }

    private boolean hits(LimitOutcome outcome, Effect effect) {
        return !outcome.allowed() && effects.get(outcome.entity()) == effect;
    }
}
