package dev.fairgate.risk.decision;

import dev.fairgate.captcha.ChallengeKind;
import dev.fairgate.risk.limit.Limit;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.policy.ChallengeRule;
import dev.fairgate.risk.policy.ChallengeStep;
import dev.fairgate.risk.policy.Exploration;
import dev.fairgate.risk.policy.GuardRule;
import dev.fairgate.risk.policy.LimitRule;
import dev.fairgate.risk.policy.LimitRule.Effect;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.policy.Rule;
import dev.fairgate.risk.policy.SalePolicy;
import dev.fairgate.risk.policy.Sales;
import dev.fairgate.risk.policy.Thresholds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Policies for tests of rules: one limit per entity, with the effects of the default policy.
final class Policies {

    private static final Thresholds THRESHOLDS = new Thresholds(0.7, 0.95);

    private Policies() {}

    static Policy defaults() {
        return with(THRESHOLDS);
    }

    static Policy with(Thresholds thresholds) {
        return policy(Policy.Mode.ENFORCE, Map.of(), thresholds, 0);
    }

    static Policy observing() {
        return policy(Policy.Mode.OBSERVE, Map.of(), THRESHOLDS, 0);
    }

    static Policy observing(String sales) {
        return in(sales, SalePolicy.of(Policy.Mode.OBSERVE));
    }

    /// With something that is different in some sales.
    static Policy in(String sales, SalePolicy sale) {
        return policy(Policy.Mode.ENFORCE, Map.of(sales, sale), THRESHOLDS, 0);
    }

    /// With these rules.
    static Policy with(Rule... rules) {
        Policy plain = defaults();
        return new Policy(
                plain.version(),
                plain.mode(),
                plain.sales(),
                plain.limits(),
                List.of(rules),
                plain.honeypots(),
                plain.thresholds(),
                plain.challenge(),
                plain.clearance(),
                plain.ticketLife(),
                plain.exploration(),
                plain.guard());
    }

    /// The limits do not bite: everybody is challenged by the score.
    static Policy exploring(double share) {
        return policy(Policy.Mode.ENFORCE, Map.of(), new Thresholds(0, 0.95), share);
    }

    private static Policy policy(
            Policy.Mode mode, Map<String, SalePolicy> sales, Thresholds thresholds, double share) {
        List<LimitRule> limits =
                Stream.of(LimitEntity.values())
                        .map(
                                entity ->
                                        new LimitRule(
                                                entity,
                                                new Limit(10, 1, Duration.ofSeconds(1)),
                                                effect(entity)))
                        .toList();
        ChallengeRule challenge =
                new ChallengeRule(
                        List.of(new ChallengeStep(0, ChallengeKind.PROOF_OF_WORK, 1_000)),
                        Duration.ofMinutes(2),
                        5,
                        6);
        return new Policy(
                1,
                mode,
                Sales.of(sales),
                limits,
                List.of(),
                Set.of(),
                Optional.of(thresholds),
                challenge,
                Duration.ofMinutes(2),
                Duration.ofSeconds(5),
                new Exploration(share),
                GuardRule.DEFAULT);
    }

    private static Effect effect(LimitEntity entity) {
        return switch (entity) {
            case ACCOUNT, DEVICE -> Effect.THROTTLE;
            case ACCOUNT_REFUSALS -> Effect.BLOCK;
            case HANDS, ADDRESS, IPV4_24, IPV4_20, IPV6_64, IPV6_56, IPV6_48 -> Effect.CHALLENGE;
        };
    }
}
