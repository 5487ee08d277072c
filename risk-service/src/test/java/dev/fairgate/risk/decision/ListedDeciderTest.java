package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.decision.Assessment.Step;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.list.Listed;
import dev.fairgate.risk.list.Treatment;
import dev.fairgate.risk.policy.ShippedPolicies;
import dev.fairgate.risk.policy.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What lists and suppressions do to a decision.
class ListedDeciderTest {

    private static final String SALE = "spring-lamps";
    private static final Treatment DENIED = new Treatment(Listed.DENY, List.of());
    private static final Treatment ALLOWED = new Treatment(Listed.ALLOW, List.of());

    /// Two rules of the default policy: the first blocks, the second challenges.
    private static final FeatureRow HONEYPOT = row(FeatureName.HONEYPOT_TOUCHED, 1);

    private static final FeatureRow DRIVEN = row(FeatureName.HANDS_WEBDRIVER, 1);

    private final Decider decider = new Decider(Policies.defaults());
    private final Decider ruled = new Decider(ShippedPolicies.byDefault());

    @ParameterizedTest
    @CsvSource({"false,false", "true,false", "false,true", "true,true"})
    void blocksTheDeniedWhateverTheyHaveAnswered(boolean cleared, boolean answered) {
        Assessment assessment =
                decider.assess(
                        SALE,
                        new Evidence(
                                false,
                                cleared,
                                answered,
                                Scores.of(0),
                                List.of(),
                                FeatureRow.absent(),
                                DENIED));

        assertThat(assessment.verdict()).isEqualTo(Verdict.BLOCK);
        assertThat(assessment.step()).isEqualTo(new Step.Block(Duration.ZERO));
        assertThat(codes(assessment)).containsExactly("deny-list");
    }

    @Test
    void blocksTheDeniedWhereAllOthersAreOnlyObserved() {
        Assessment assessment = new Decider(Policies.observing()).assess(SALE, evidence(DENIED, 0));

        assertThat(assessment.step()).isEqualTo(new Step.Block(Duration.ZERO));
    }

    @Test
    void blocksTheDeniedBeforeItThrottlesThem() {
        Assessment assessment =
                decider.assess(
                        SALE,
                        evidence(
                                DENIED,
                                0,
                                over(LimitEntity.ACCOUNT),
                                over(LimitEntity.ACCOUNT_REFUSALS)));

        assertThat(assessment.step()).isEqualTo(new Step.Block(Duration.ZERO));
        assertThat(codes(assessment))
                .containsExactly("deny-list", "account-rate", "account-ignores-wait");
    }

    @ParameterizedTest
    @EnumSource(names = {"ALLOW", "DENY"})
    void letsNobodyBuyTwiceAtATime(Listed listed) {
        Assessment assessment =
                decider.assess(
                        SALE,
                        new Evidence(
                                true,
                                false,
                                false,
                                Scores.of(0),
                                List.of(),
                                FeatureRow.absent(),
                                new Treatment(listed, List.of())));

        assertThat(assessment.step()).isInstanceOf(Step.InFlight.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = LimitEntity.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ACCOUNT", "ACCOUNT_REFUSALS"})
    void sparesTheAllowedTheLimitsOfAllButTheirAccount(LimitEntity entity) {
        Assessment assessment = decider.assess(SALE, evidence(ALLOWED, 0, over(entity)));

        assertThat(assessment.step()).isEqualTo(new Step.Proceed());
        assertThat(assessment.verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(codes(assessment)).containsExactly("allow-list");
    }

    @ParameterizedTest
    @CsvSource({"0.8", "0.99"})
    void sparesTheAllowedWhatTheScoreSays(double score) {
        Assessment assessment = decider.assess(SALE, evidence(ALLOWED, score));

        assertThat(assessment.step()).isEqualTo(new Step.Proceed());
        assertThat(assessment.verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(assessment.scored().score()).isEqualTo(score); // for the log
        assertThat(assessment.scored().modelVersion()).isEqualTo("m-1");
        assertThat(codes(assessment)).containsExactly("allow-list");
    }

    @Test
    void sparesTheAllowedWhatRulesSay() {
        assertThat(ruled.assess(SALE, evidence(Treatment.USUAL, HONEYPOT)).step())
                .isInstanceOf(Step.Block.class);

        Assessment assessment = ruled.assess(SALE, evidence(ALLOWED, HONEYPOT));

        assertThat(assessment.step()).isEqualTo(new Step.Proceed());
        assertThat(codes(assessment)).containsExactly("allow-list");
    }

    @Test
    void keepsTheLimitsOfTheAllowedAccountItself() {
        assertThat(decider.assess(SALE, evidence(ALLOWED, 0, over(LimitEntity.ACCOUNT))).step())
                .isEqualTo(new Step.Throttle(Duration.ofMillis(300)));
        assertThat(
                        decider.assess(
                                        SALE,
                                        evidence(ALLOWED, 0, over(LimitEntity.ACCOUNT_REFUSALS)))
                                .step())
                .isEqualTo(new Step.Block(Duration.ofMillis(300)));
    }

    @Test
    void readsNoResponseOfTheAllowed() {
        Assessment assessment =
                decider.assess(
                        SALE,
                        new Evidence(
                                false,
                                false,
                                true,
                                Scores.of(0.8),
                                List.of(),
                                FeatureRow.absent(),
                                ALLOWED));

        assertThat(assessment.step()).isEqualTo(new Step.Proceed());
    }

    @Test
    void saysOfTheAllowedTooThatANodeCountedAlone() {
        LimitOutcome local =
                new LimitOutcome(LimitEntity.ADDRESS, true, 0, Duration.ZERO, null, true);

        assertThat(decider.assess(SALE, evidence(ALLOWED, 0, local)).degraded()).isTrue();
    }

    @Test
    void leavesOutARuleThatIsSuppressedAndNoOther() {
        FeatureRow both = row(FeatureName.HANDS_WEBDRIVER, 1, FeatureName.HONEYPOT_TOUCHED, 1);

        assertThat(codes(ruled.assess(SALE, evidence(suppressing("honeypot"), both))))
                .containsExactly("driven");
        assertThat(ruled.assess(SALE, evidence(suppressing("honeypot"), both)).step())
                .isEqualTo(new Step.Challenge());
        assertThat(ruled.assess(SALE, evidence(suppressing("tool"), both)).step())
                .isInstanceOf(Step.Block.class);
        assertThat(ruled.assess(SALE, evidence(suppressing("driven"), DRIVEN)).step())
                .isEqualTo(new Step.Proceed());
        assertThat(ruled.assess(SALE, evidence(suppressing("*"), both)).step())
                .isEqualTo(new Step.Proceed());
    }

    @Test
    void suppressesNeitherLimitsNorScoreNorDenyList() {
        Treatment all = suppressing("*");

        assertThat(decider.assess(SALE, evidence(all, 0.8)).step()).isEqualTo(new Step.Challenge());
        assertThat(decider.assess(SALE, evidence(all, 0.99)).step()).isInstanceOf(Step.Block.class);
        assertThat(decider.assess(SALE, evidence(all, 0, over(LimitEntity.ADDRESS))).step())
                .isEqualTo(new Step.Challenge());
        assertThat(
                        decider.assess(SALE, evidence(new Treatment(Listed.DENY, List.of("*")), 0))
                                .step())
                .isInstanceOf(Step.Block.class);
    }

    private static Treatment suppressing(String code) {
        return new Treatment(Listed.NO, List.of(code));
    }

    private static Evidence evidence(Treatment treatment, double score, LimitOutcome... limits) {
        return new Evidence(
                false,
                false,
                false,
                Scores.of(score),
                List.of(limits),
                FeatureRow.absent(),
                treatment);
    }

    private static Evidence evidence(Treatment treatment, FeatureRow row) {
        return new Evidence(false, false, false, Scores.of(0), List.of(), row, treatment);
    }

    private static LimitOutcome over(LimitEntity entity) {
        return new LimitOutcome(entity, false, 0, Duration.ofMillis(300), null, false);
    }

    private static FeatureRow row(Object... values) {
        double[] row = FeatureRow.absent().values();
        for (int i = 0; i < values.length; i += 2) {
            row[((FeatureName) values[i]).place()] = ((Number) values[i + 1]).doubleValue();
        }
        return FeatureRow.of(row);
    }

    private static List<String> codes(Assessment assessment) {
        return assessment.reasons().stream().map(Reason::code).toList();
    }
}
