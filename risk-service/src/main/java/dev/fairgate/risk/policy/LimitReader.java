package dev.fairgate.risk.policy;

import dev.fairgate.risk.limit.Limit;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.policy.LimitRule.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads the limits of a policy document; its faults go where [PolicyReader] collects them.
final class LimitReader {

    private static final int MAX_LIMITS = 32; // more than there are entities: twice is told as such
    private static final long MAX_TOKENS = 1_000_000_000;
    private static final long MAX_REFILL_MS = Duration.ofDays(1).toMillis();

    private LimitReader() {}

    static List<LimitRule> read(PolicyNode root) {
        Set<LimitEntity> seen = EnumSet.noneOf(LimitEntity.class);
        List<LimitRule> rules = new ArrayList<>();
        for (PolicyNode node : root.items("limits", MAX_LIMITS)) {
            Optional<LimitRule> rule = limit(node);
            rule.ifPresent(rules::add);
            if (rule.isPresent() && !seen.add(rule.get().entity())) {
                node.fault("entity", "must not appear twice");
            }
        }
        return rules;
    }

    private static Optional<LimitRule> limit(PolicyNode node) {
        int faultsBefore = node.faults().size();
        node.allowOnly("entity", "capacity", "refillTokens", "refillMs", "effect");
        LimitEntity entity = node.oneOf("entity", LimitEntity.values(), LimitEntity::wireName);
        Effect effect = node.oneOf("effect", Effect.values(), LimitReader::lowerCase);
        long capacity = node.integer("capacity", 1, MAX_TOKENS);
        long refill = node.integer("refillTokens", 1, MAX_TOKENS);
        Duration period = node.millis("refillMs", 1, MAX_REFILL_MS);
        if (node.faults().size() > faultsBefore) {
            return Optional.empty();
        }
        if (!LimitRule.allows(entity, effect)) {
            node.fault("effect", whyNot(entity, effect));
            return Optional.empty();
        }
        return Optional.of(new LimitRule(entity, new Limit(capacity, refill, period), effect));
    }

    private static String whyNot(LimitEntity entity, Effect effect) {
        if (entity.isNetwork()) {
            return "must be challenge or signal: many people share a "
                    + entity.wireName()
                    + ", so it can at most challenge";
        }
        return entity == LimitEntity.ACCOUNT_REFUSALS
                ? "must be block for account-refusals"
                : "must not be " + lowerCase(effect) + " for " + entity.wireName();
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
