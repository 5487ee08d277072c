package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.captcha.Issue;
import dev.fairgate.captcha.Verification;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.decision.Assessment.Step;
import dev.fairgate.risk.expression.Expression;
import dev.fairgate.risk.expression.ExpressionReader;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.policy.Eligibility;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.Rule;
import dev.fairgate.risk.policy.SalePolicy;
import dev.fairgate.risk.policy.Thresholds;
import dev.fairgate.risk.policy.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeciderTest {

    private static final String SALE = "spring-lamps";

    private static final Eligibility OLD_ONES = new Eligibility(Duration.ofHours(1), 0);
    private static final SalePolicy OLD_ONLY =
            new SalePolicy(Optional.empty(), Optional.empty(), Optional.of(OLD_ONES));

    private final Decider decider = new Decider(Policies.defaults());

    @Test
    void letsPassWhoeverNothingSpeaksAgainst() {
        Assessment assessment = decider.assess(SALE, evidence());

        assertThat(assessment.step()).isEqualTo(new Step.Proceed());
        assertThat(assessment.verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(assessment.reasons()).isEmpty();
    }

    @Test
    void saysThroughoutThatANodeCountedAlone() {
        LimitOutcome local =
                new LimitOutcome(LimitEntity.ADDRESS, false, 0, Duration.ZERO, null, true);

        Assessment assessment = decider.assess(SALE, evidence(local));

        assertThat(assessment.degraded()).isTrue();
        assertThat(decider.afterResponse(assessment, new Verification.NotCounted()).degraded())
                .isTrue();
        assertThat(assessment.because("in-flight").degraded()).isTrue();
        assertThat(decider.assess(SALE, evidence(over(LimitEntity.ADDRESS, 300))).degraded())
                .isFalse();
    }

    @Test
    void throttlesAnAccountForTheLongestWaitAndStillAllowsIt() {
        Assessment assessment =
                decider.assess(
                        SALE,
                        evidence(
                                over(LimitEntity.ACCOUNT, 300),
                                over(LimitEntity.DEVICE, 900),
                                over(LimitEntity.ADDRESS, 5000)));

        assertThat(assessment.step()).isEqualTo(new Step.Throttle(Duration.ofMillis(900)));
        assertThat(decider.assess(SALE, evidence(over(LimitEntity.ACCOUNT, 300))).verdict())
                .isEqualTo(Verdict.ALLOW);
    }

    @Test
    void countsAccountAndDeviceTogetherAsOneSignal() {
        Assessment assessment =
                decider.assess(
                        SALE,
                        evidence(over(LimitEntity.ACCOUNT, 300), over(LimitEntity.DEVICE, 300)));

        assertThat(assessment.step()).isInstanceOf(Step.Throttle.class);
        assertThat(codes(assessment)).containsExactly("account-rate", "device-rate");
    }

    @Test
    void blocksAnAccountThatGoesOnAfterItWasToldToWait() {
        Assessment assessment =
                decider.assess(
                        SALE,
                        evidence(
                                over(LimitEntity.ACCOUNT, 300),
                                over(LimitEntity.ACCOUNT_REFUSALS, 5000)));

        assertThat(assessment.step()).isEqualTo(new Step.Block(Duration.ofMillis(300)));
        assertThat(assessment.verdict()).isEqualTo(Verdict.BLOCK);
        assertThat(codes(assessment)).containsExactly("account-rate", "account-ignores-wait");
    }

    @Test
    void doesNotSayHowLongABlockForAScoreStands() {
        Evidence evidence =
                new Evidence(
                        false,
                        false,
                        false,
                        Scores.of(0.96),
                        List.of(over(LimitEntity.ADDRESS, 300)),
                        FeatureRow.absent());

        assertThat(decider.assess(SALE, evidence).step()).isEqualTo(new Step.Block(Duration.ZERO));
    }

    @ParameterizedTest
    @EnumSource(
            value = LimitEntity.class,
            names = {"ADDRESS", "IPV4_24", "IPV6_64", "IPV6_56", "IPV6_48"})
    void challengesACrowdBehindOneNetwork(LimitEntity entity) {
        Assessment assessment = decider.assess(SALE, evidence(over(entity, 300)));

        assertThat(assessment.step()).isEqualTo(new Step.Challenge());
        assertThat(assessment.verdict()).isEqualTo(Verdict.CHALLENGE);
        assertThat(codes(assessment)).containsExactly(entity.reason());
    }

    @Test
    void putsInFlightBeforeEverythingElse() {
        Evidence evidence =
                new Evidence(
                        true,
                        true,
                        true,
                        Scores.of(0),
                        List.of(
                                over(LimitEntity.ACCOUNT, 300),
                                over(LimitEntity.ACCOUNT_REFUSALS, 5000)),
                        FeatureRow.absent());

        assertThat(decider.assess(SALE, evidence).step())
                .isEqualTo(new Step.InFlight(Duration.ofSeconds(1)));
    }

    @Test
    void letsAClearedAccountPassAChallengeAndLeavesItsResponseUnread() {
        Evidence evidence =
                new Evidence(
                        false,
                        true,
                        true,
                        Scores.of(0),
                        List.of(over(LimitEntity.ADDRESS, 300)),
                        FeatureRow.absent());

        Assessment assessment = decider.assess(SALE, evidence);

        assertThat(assessment.step()).isEqualTo(new Step.Proceed());
        assertThat(assessment.verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void putsThrottleAndBlockAboveAClearanceAndAResponse() {
        LimitOutcome account = over(LimitEntity.ACCOUNT, 300);
        LimitOutcome refusals = over(LimitEntity.ACCOUNT_REFUSALS, 300);

        assertThat(
                        decider.assess(
                                        SALE,
                                        new Evidence(
                                                false,
                                                true,
                                                true,
                                                Scores.of(0),
                                                List.of(account),
                                                FeatureRow.absent()))
                                .step())
                .isInstanceOf(Step.Throttle.class);
        assertThat(
                        decider.assess(
                                        SALE,
                                        new Evidence(
                                                false,
                                                true,
                                                true,
                                                Scores.of(0),
                                                List.of(account, refusals),
                                                FeatureRow.absent()))
                                .step())
                .isInstanceOf(Step.Block.class);
    }

    @Test
    void readsAResponseAlsoWhenNoChallengeIsDue() {
        assertThat(
                        decider.assess(
                                        SALE,
                                        new Evidence(
                                                false,
                                                false,
                                                true,
                                                Scores.of(0),
                                                List.of(),
                                                FeatureRow.absent()))
                                .step())
                .isEqualTo(new Step.ReadResponse());
    }

    @Test
    void goesOnByWhatTheResponseWas() {
        Assessment free =
                decider.assess(
                        SALE,
                        new Evidence(
                                false, false, true, Scores.of(0), List.of(), FeatureRow.absent()));
        Assessment due =
                decider.assess(
                        SALE,
                        new Evidence(
                                false,
                                false,
                                true,
                                Scores.of(0),
                                List.of(over(LimitEntity.ADDRESS, 300)),
                                FeatureRow.absent()));

        assertThat(after(due, new Verification.Right(Duration.ofSeconds(2))))
                .isEqualTo(new Step.Proceed());
        assertThat(after(free, new Verification.Wrong(1))).isEqualTo(new Step.Challenge());
        assertThat(after(due, new Verification.TooManyWrong(Duration.ofMinutes(9))))
                .isEqualTo(new Step.Throttle(Duration.ofMinutes(9)));
        assertThat(after(due, new Verification.NotCounted())).isEqualTo(new Step.Challenge());
        assertThat(after(free, new Verification.NotCounted())).isEqualTo(new Step.Proceed());
    }

    @Test
    void allowsWhoeverAnsweredRight() {
        Assessment due =
                decider.assess(
                        SALE,
                        new Evidence(
                                false,
                                false,
                                true,
                                Scores.of(0),
                                List.of(over(LimitEntity.ADDRESS, 300)),
                                FeatureRow.absent()));

        assertThat(decider.afterResponse(due, new Verification.Right(Duration.ZERO)).verdict())
                .isEqualTo(Verdict.ALLOW);
    }

    @Test
    void throttlesWhoeverMayHaveNoFurtherChallenge() {
        Assessment due = decider.assess(SALE, evidence(over(LimitEntity.ADDRESS, 300)));

        Assessment after =
                decider.afterRefusedIssue(due, new Issue.TooManyWrong(Duration.ofMinutes(3)));

        assertThat(after.step()).isEqualTo(new Step.Throttle(Duration.ofMinutes(3)));
        assertThat(codes(after)).containsExactly("address-rate", "wrong-answers");
    }

    @Test
    void challengesEverybodyAtAThresholdOfNought() {
        Policy strict = Policies.with(new Thresholds(0, 0.95));

        Evidence nothing =
                new Evidence(
                        false,
                        false,
                        false,
                        Scored.without(strict.thresholds()),
                        List.of(),
                        FeatureRow.absent());
        Assessment assessment = new Decider(strict).assess(SALE, nothing);

        assertThat(assessment.step()).isEqualTo(new Step.Challenge());
        assertThat(codes(assessment)).containsExactly("policy-threshold");
    }

    @Test
    void takesTheHighestVerdict() {
        Policy policy = Policies.with(new Thresholds(0.7, 0.95));
        Decider scored = new Decider(policy);
        List<LimitOutcome> crowd = List.of(over(LimitEntity.ADDRESS, 300));

        assertThat(
                        scored.assess(
                                        SALE,
                                        new Evidence(
                                                false,
                                                false,
                                                false,
                                                Scores.of(0.69),
                                                List.of(),
                                                FeatureRow.absent()))
                                .verdict())
                .isEqualTo(Verdict.ALLOW);
        assertThat(
                        scored.assess(
                                        SALE,
                                        new Evidence(
                                                false,
                                                false,
                                                false,
                                                Scores.of(0.7),
                                                List.of(),
                                                FeatureRow.absent()))
                                .verdict())
                .isEqualTo(Verdict.CHALLENGE);
        assertThat(
                        scored.assess(
                                        SALE,
                                        new Evidence(
                                                false,
                                                false,
                                                false,
                                                Scores.of(0.95),
                                                crowd,
                                                FeatureRow.absent()))
                                .verdict())
                .isEqualTo(Verdict.BLOCK);
    }

    @Test
    void onlyObservesInASaleOfItsOwnMode() {
        Decider decider = new Decider(Policies.observing("spring-*"));
        Evidence evidence = evidence(over(LimitEntity.ADDRESS, 300));

        assertThat(decider.assess("spring-1", evidence).step()).isEqualTo(new Step.Proceed());
        assertThat(decider.assess("spring-1", evidence).verdict()).isEqualTo(Verdict.CHALLENGE);
        assertThat(decider.assess("autumn", evidence).step()).isEqualTo(new Step.Challenge());
    }

    @Test
    void onlyObservesButKeepsInFlight() {
        Decider observer = new Decider(Policies.observing());
        List<LimitOutcome> everything =
                Stream.of(LimitEntity.values()).map(entity -> over(entity, 300)).toList();

        Assessment seen =
                observer.assess(
                        SALE,
                        new Evidence(
                                false, false, true, Scores.of(0), everything, FeatureRow.absent()));
        assertThat(seen.step()).isEqualTo(new Step.Proceed());
        assertThat(seen.verdict()).isEqualTo(Verdict.BLOCK);
        assertThat(
                        observer.assess(
                                        SALE,
                                        new Evidence(
                                                true,
                                                false,
                                                true,
                                                Scores.of(0),
                                                everything,
                                                FeatureRow.absent()))
                                .step())
                .isInstanceOf(Step.InFlight.class);
    }

    @Test
    void refusesWhomTheSaleIsNotForAlsoWhereItOnlyLooksOn() {
        SalePolicy observed =
                new SalePolicy(
                        Optional.of(Policy.Mode.OBSERVE), Optional.empty(), Optional.of(OLD_ONES));
        Evidence young = evidence(Map.of(FeatureName.ACCOUNT_AGE, 60.0), true);

        for (SalePolicy sale : List.of(observed, OLD_ONLY)) {
            Assessment refused = new Decider(Policies.in("vip-*", sale)).assess("vip-1", young);
            assertThat(refused.step()).isEqualTo(new Step.NotEligible());
            assertThat(codes(refused)).containsExactly("account-too-new");
        }
        Decider decider = new Decider(Policies.in("vip-*", OLD_ONLY));
        assertThat(decider.assess(SALE, young).step()).isEqualTo(new Step.Proceed());
        assertThat(
                        decider.assess(
                                        "vip-1",
                                        evidence(Map.of(FeatureName.ACCOUNT_AGE, 3600.0), false))
                                .step())
                .isEqualTo(new Step.Proceed());
    }

    @Test
    void challengesWhomTheSaleMayNotBeForUntilTheyHaveShownToBePeople() {
        Decider decider = new Decider(Policies.in("vip-*", OLD_ONLY));
        Map<FeatureName, Double> unknown = Map.of(FeatureName.ACCOUNT_AGE_UNKNOWN, 1.0);

        Assessment asked = decider.assess("vip-1", evidence(unknown, false));
        assertThat(asked.step()).isEqualTo(new Step.Challenge());
        assertThat(asked.verdict()).isEqualTo(Verdict.CHALLENGE);
        assertThat(codes(asked)).containsExactly("eligibility-unknown");
        assertThat(decider.assess("vip-1", evidence(unknown, true)).step())
                .isEqualTo(new Step.Proceed()); // cleared
        assertThat(after(asked, new Verification.Right(Duration.ZERO)))
                .isEqualTo(new Step.Proceed());
        assertThat(decider.assess(SALE, evidence(unknown, false)).step())
                .isEqualTo(new Step.Proceed());
    }

    @Test
    void letsARuleOfTheShadowsOnlySpeak() {
        Rule shadow = rule("tried", Verdict.BLOCK, true);
        Rule real = rule("real", Verdict.CHALLENGE, false);
        Evidence many = evidence(Map.of(FeatureName.QUANTITY, 2.0), false);

        Assessment tried = new Decider(Policies.with(shadow)).assess(SALE, many);
        assertThat(tried.step()).isEqualTo(new Step.Proceed());
        assertThat(tried.verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(tried.reasons()).isEmpty();
        assertThat(tried.shadowRules()).containsExactly("tried");

        Assessment both = new Decider(Policies.with(shadow, real)).assess(SALE, many);
        assertThat(both.step()).isEqualTo(new Step.Challenge());
        assertThat(codes(both)).containsExactly("real");
        assertThat(both.shadowRules()).containsExactly("tried");
        assertThat(new Decider(Policies.with(shadow)).assess(SALE, evidence()).shadowRules())
                .isEmpty();
    }

    private static Rule rule(String code, Verdict effect, boolean shadow) {
        return switch (ExpressionReader.read("quantity > 1")) {
            case Expression.Reading.Compiled(Expression expression) ->
                    new Rule(code, code, "OAT-005", effect, expression, shadow);
            case Expression.Reading.Faulty(String why) -> throw new AssertionError(why);
        };
    }

    private static Evidence evidence(Map<FeatureName, Double> features, boolean cleared) {
        double[] values = FeatureRow.absent().values();
        features.forEach((name, value) -> values[name.place()] = value);
        return new Evidence(false, cleared, false, Scores.of(0), List.of(), FeatureRow.of(values));
    }

    private Step after(Assessment assessment, Verification verification) {
        return decider.afterResponse(assessment, verification).step();
    }

    private static Evidence evidence(LimitOutcome... outcomes) {
        return new Evidence(
                false, false, false, Scores.of(0), List.of(outcomes), FeatureRow.absent());
    }

    private static LimitOutcome over(LimitEntity entity, long retryMs) {
        return new LimitOutcome(entity, false, 0, Duration.ofMillis(retryMs), null, false);
    }

    private static List<String> codes(Assessment assessment) {
        return assessment.reasons().stream().map(Reason::code).toList();
    }
}
