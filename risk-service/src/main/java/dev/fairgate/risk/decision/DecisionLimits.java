package dev.fairgate.risk.decision;

import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitKey;
import dev.fairgate.risk.limit.LimitRequest;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.policy.LimitRule;
import dev.fairgate.risk.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which buckets a request takes a token of.
final class DecisionLimits {

    private final long version;
    private final List<LimitRule> rules;
    private final Optional<LimitRule> refusals;

    DecisionLimits(Policy policy) {
        this.version = policy.version();
        this.rules =
                policy.limits().stream()
                        .filter(rule -> rule.entity() != LimitEntity.ACCOUNT_REFUSALS)
                        .toList();
        this.refusals =
                policy.limits().stream()
                        .filter(rule -> rule.entity() == LimitEntity.ACCOUNT_REFUSALS)
                        .findFirst();
    }

    /// Those of every request.
    List<LimitRequest> first(AssessmentRequest request) {
        List<LimitRequest> requests = new ArrayList<>(rules.size());
        for (LimitRule rule : rules) {
            String id = idOf(rule.entity(), request);
            if (id != null) {
                requests.add(request(rule, id));
            }
        }
        return requests;
    }

    /// The one that counts requests of an account whose own limit is over: not its device's, which
    /// may be shared with somebody who hammers.
    Optional<LimitRequest> refusals(AssessmentRequest request) {
        return refusals.map(rule -> request(rule, request.accountId()));
    }

    private LimitRequest request(LimitRule rule, String id) {
        return new LimitRequest(new LimitKey(rule.entity(), id), rule.limit(), version);
    }

    private static @Nullable String idOf(LimitEntity entity, AssessmentRequest request) {
        ClientAddress address = request.clientAddress();
        boolean ipv4 = address.isIpv4();
        return switch (entity) {
            case ACCOUNT, ACCOUNT_REFUSALS -> request.accountId();
            case DEVICE -> request.deviceId().orElse(null);
            case ADDRESS -> ipv4 ? address.text() : null;
            case IPV4_24 -> ipv4 ? address.prefix(24) : null;
            case IPV6_64 -> ipv4 ? null : address.prefix(64);
            case IPV6_56 -> ipv4 ? null : address.prefix(56);
            case IPV6_48 -> ipv4 ? null : address.prefix(48);
        };
    }
}
