package dev.fairgate.risk.preview;

import dev.fairgate.models.feature.EntityKind;
import dev.fairgate.models.feature.FeatureName;
import dev.fairgate.risk.limit.Limit;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.policy.LimitRule;
import dev.fairgate.risk.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What all limits of one policy answer, decision by decision: what the log says where the limit is
/// the one that was in force, else what [Buckets] say. Immutable once made.
final class Counted {

    private static final Set<LimitEntity> IPV4 =
            Set.of(LimitEntity.ADDRESS, LimitEntity.IPV4_24, LimitEntity.IPV4_20);
    private static final Set<LimitEntity> IPV6 =
            Set.of(LimitEntity.IPV6_64, LimitEntity.IPV6_56, LimitEntity.IPV6_48);

    private final List<Logged> decisions;
    private final long loggedUnder;
    private final Map<LimitEntity, byte[]> simulated = new EnumMap<>(LimitEntity.class);

    private Counted(List<Logged> decisions, long loggedUnder) {
        this.decisions = decisions;
        this.loggedUnder = loggedUnder;
    }

    /// Of the policy in force: of decisions that it made the log has the answers.
    static Counted ofBaseline(Policy baseline, Policy candidate, List<Logged> decisions) {
        return count(baseline, candidate, decisions, baseline.version());
    }

    /// Of another policy.
    static Counted ofCandidate(Policy baseline, Policy candidate, List<Logged> decisions) {
        return count(candidate, baseline, decisions, Long.MIN_VALUE);
    }

    private static Counted count(
            Policy policy, Policy other, List<Logged> decisions, long loggedUnder) {
        Counted counted = new Counted(decisions, loggedUnder);
        Map<LimitEntity, Limit> own = limits(policy);
        Set<LimitEntity> differing = differing(own, limits(other));
        boolean isAllLogged =
                decisions.stream().allMatch(decision -> decision.said().policy() == loggedUnder);
        for (LimitEntity entity : isAllLogged ? Set.<LimitEntity>of() : differing) {
            byte[] answers =
                    Optional.ofNullable(own.get(entity))
                            .map(limit -> counted.simulate(entity, limit))
                            .orElseGet(() -> new byte[decisions.size()]);
            counted.simulated.put(entity, answers);
        }
        return counted;
    }

    private static Map<LimitEntity, Limit> limits(Policy policy) {
        Map<LimitEntity, Limit> limits = new EnumMap<>(LimitEntity.class);
        for (LimitRule rule : policy.limits()) {
            limits.put(rule.entity(), rule.limit());
        }
        return limits;
    }

    /// In the order in which they are asked. Who is told to wait depends on the account's limit,
    /// and so does who goes on after that.
    private static Set<LimitEntity> differing(
            Map<LimitEntity, Limit> own, Map<LimitEntity, Limit> others) {
        Set<LimitEntity> differing = EnumSet.noneOf(LimitEntity.class);
        for (LimitEntity entity : LimitEntity.values()) {
            Optional<Limit> one = Optional.ofNullable(own.get(entity));
            if (!one.equals(Optional.ofNullable(others.get(entity)))) {
                differing.add(entity);
            }
        }
        if (differing.contains(LimitEntity.ACCOUNT)) {
            differing.add(LimitEntity.ACCOUNT_REFUSALS);
        }
        return differing;
    }

    private byte[] simulate(LimitEntity entity, Limit limit) {
        return Buckets.answers(
                entity,
                limit,
                decisions,
                entity == LimitEntity.ACCOUNT_REFUSALS
                        ? this::isAccountOver
                        : (number, _) -> isMet(entity, decisions.get(number)));
    }

    private static boolean isMet(LimitEntity entity, Logged decision) {
        return !(decision.isIpv4() ? IPV6 : IPV4).contains(entity);
    }

    private boolean isAccountOver(int number, boolean full) {
        LimitEntity account = LimitEntity.ACCOUNT;
        byte[] answers = simulated.get(account);
        if (answers != null) {
            return Buckets.asked(answers[number]) && !Buckets.allowed(answers[number], full);
        }
        Logged.Limits logged = decisions.get(number).limits();
        return logged.asked(account) && !logged.allowed(account);
    }

    /// Whether any answer hangs on what a bucket was when the window began.
    boolean hangs(int number) {
        if (isLogged(number)) {
            return false;
        }
        for (byte[] answers : simulated.values()) {
            if (Buckets.hangs(answers[number])) {
                return true;
            }
        }
        return false;
    }

    /// The answers to one decision.
    ///
    /// @param full with buckets that were full when the window began, else empty
    List<LimitOutcome> outcomes(int number, boolean full) {
        Logged decision = decisions.get(number);
        Map<LimitEntity, byte[]> own = isLogged(number) ? Map.of() : simulated;
        List<LimitOutcome> outcomes = new ArrayList<>(8);
        for (LimitEntity entity : LimitEntity.values()) {
            byte[] answers = own.get(entity);
            if (answers != null) {
                add(outcomes, entity, answers[number], full);
            } else if (decision.limits().asked(entity)) {
                outcomes.add(
                        outcome(
                                entity,
                                decision.limits().allowed(entity),
                                decision.limits().local(entity)));
            }
        }
        return outcomes;
    }

    private static void add(
            List<LimitOutcome> outcomes, LimitEntity entity, byte answer, boolean full) {
        if (Buckets.asked(answer)) {
            outcomes.add(outcome(entity, Buckets.allowed(answer, full), false));
        }
    }

    private boolean isLogged(int number) {
        return decisions.get(number).said().policy() == loggedUnder;
    }

    private static LimitOutcome outcome(LimitEntity entity, boolean allowed, boolean local) {
        Duration wait = allowed ? Duration.ZERO : Duration.ofMillis(1);
        return new LimitOutcome(entity, allowed, 0, wait, null, local);
    }

    /// Writes into a row which limits are over.
    ///
    /// @return whether that changed anything
    static boolean enter(List<LimitOutcome> outcomes, double[] row) {
        boolean[] over = new boolean[4];
        for (LimitOutcome outcome : outcomes) {
            EntityKind kind = outcome.entity().kind();
            if (!outcome.allowed() && kind != null) {
                switch (kind) {
                    case ACCOUNT -> over[0] = true;
                    case DEVICE -> over[1] = true;
                    case ADDRESS -> over[2] = true;
                    case SITE, REGION -> over[3] = true;
                    case HANDS -> {}
                }
            }
        }
        boolean changed = set(row, FeatureName.ACCOUNT_OVER, over[0]);
        changed |= set(row, FeatureName.DEVICE_OVER, over[1]);
        changed |= set(row, FeatureName.ADDRESS_OVER, over[2]);
        changed |= set(row, FeatureName.SITE_OVER, over[3]);
        return changed;
    }

    private static boolean set(double[] row, FeatureName name, boolean value) {
        double before = row[name.place()];
        row[name.place()] = value ? 1 : 0;
        return before != row[name.place()];
    }
}
