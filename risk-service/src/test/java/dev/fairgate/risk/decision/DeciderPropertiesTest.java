package dev.fairgate.risk.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.decision.Assessment.Step;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.policy.Verdict;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DeciderPropertiesTest {

    private static final String SALE = "spring-lamps";

    private final Decider decider = new Decider(Policies.defaults());

    @Property
    void evidenceOfANetworkCanAtMostChallenge(
            @ForAll("networkEvidence") List<LimitOutcome> outcomes,
            @ForAll boolean cleared,
            @ForAll boolean answered) {
        Assessment assessment =
                decider.assess(
                        SALE,
                        new Evidence(
                                false,
                                cleared,
                                answered,
                                Scores.of(0),
                                outcomes,
                                FeatureRow.absent()));

        assertThat(assessment.verdict()).isLessThan(Verdict.BLOCK);
        assertThat(assessment.step())
                .isNotInstanceOf(Step.Block.class)
                .isNotInstanceOf(Step.Throttle.class);
    }

    @Property
    void nobodyIsBlockedWhoWasNotToldToWaitFirst(
            @ForAll("evidence") List<LimitOutcome> outcomes, @ForAll boolean answered) {
        Assessment assessment =
                decider.assess(
                        SALE,
                        new Evidence(
                                false,
                                false,
                                answered,
                                Scores.of(0),
                                outcomes,
                                FeatureRow.absent()));

        boolean ignored =
                outcomes.stream()
                        .anyMatch(
                                outcome ->
                                        outcome.entity() == LimitEntity.ACCOUNT_REFUSALS
                                                && !outcome.allowed());
        assertThat(assessment.step() instanceof Step.Block).isEqualTo(ignored);
    }

    @Provide
    Arbitrary<List<LimitOutcome>> networkEvidence() {
        return outcomes(
                Arbitraries.of(
                        LimitEntity.ADDRESS,
                        LimitEntity.IPV4_24,
                        LimitEntity.IPV6_64,
                        LimitEntity.IPV6_56,
                        LimitEntity.IPV6_48));
    }

    @Provide
    Arbitrary<List<LimitOutcome>> evidence() {
        return outcomes(Arbitraries.of(LimitEntity.class));
    }

    private static Arbitrary<List<LimitOutcome>> outcomes(Arbitrary<LimitEntity> entities) {
        return Combinators.combine(
                        entities,
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(0, 600_000))
                .as(
                        (entity, allowed, wait) ->
                                new LimitOutcome(
                                        entity, allowed, 0, Duration.ofMillis(wait), null, false))
                .list()
                .ofMaxSize(8);
    }
}
