package dev.fairgate.risk.decision;

import dev.fairgate.risk.limit.Limit;
import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitKey;
import dev.fairgate.risk.limit.LimitRequest;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.policy.LimitRule;
import dev.fairgate.risk.policy.Policy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who is behind a request: whose buckets it takes a token of, and whose profiles see it.
final class DecisionEntities {

    private static final List<LimitEntity> IPV4 =
            List.of(
                    LimitEntity.ACCOUNT,
                    LimitEntity.DEVICE,
                    LimitEntity.HANDS,
                    LimitEntity.ADDRESS,
                    LimitEntity.IPV4_24,
                    LimitEntity.IPV4_20);

    private static final List<LimitEntity> IPV6 =
            List.of(
                    LimitEntity.ACCOUNT,
                    LimitEntity.DEVICE,
                    LimitEntity.HANDS,
                    LimitEntity.IPV6_64,
                    LimitEntity.IPV6_56,
                    LimitEntity.IPV6_48);

    private final long version;
    private final Map<LimitEntity, Limit> limits = new EnumMap<>(LimitEntity.class);

    DecisionEntities(Policy policy) {
        this.version = policy.version();
        for (LimitRule rule : policy.limits()) {
            limits.put(rule.entity(), rule.limit());
        }
    }

    /// Those of every request.
    List<LimitRequest> first(AssessmentRequest request, Observed observed) {
        List<LimitEntity> entities = request.clientAddress().isIpv4() ? IPV4 : IPV6;
        List<LimitRequest> requests = new ArrayList<>(entities.size());
        for (LimitEntity entity : entities) {
            idOf(entity, request, observed)
                    .map(id -> request(entity, id, observed))
                    .ifPresent(requests::add);
        }
        return requests;
    }

    /// The one that counts requests of an account whose own limit is over: not its device's, which
    /// may be shared with somebody who hammers.
    Optional<LimitRequest> refusals(AssessmentRequest request) {
        LimitEntity refusals = LimitEntity.ACCOUNT_REFUSALS;
        return Optional.ofNullable(limits.get(refusals))
                .map(
                        limit ->
                                new LimitRequest(
                                        new LimitKey(refusals, request.accountId()),
                                        limit,
                                        version));
    }

    private LimitRequest request(LimitEntity entity, String id, Observed observed) {
        return new LimitRequest(
                new LimitKey(entity, id),
                Optional.ofNullable(limits.get(entity)),
                version,
                Optional.of(observed.sight(entity)));
    }

    private static Optional<String> idOf(
            LimitEntity entity, AssessmentRequest request, Observed observed) {
        ClientAddress address = request.clientAddress();
        return switch (entity) {
            case ACCOUNT, ACCOUNT_REFUSALS -> Optional.of(request.accountId());
            case DEVICE -> request.deviceId();
            case HANDS -> hands(observed.request().hands().fingerprint());
            case ADDRESS -> Optional.of(address.text());
            case IPV4_24 -> Optional.of(address.prefix(24));
            case IPV4_20 -> Optional.of(address.prefix(20));
            case IPV6_64 -> Optional.of(address.prefix(64));
            case IPV6_56 -> Optional.of(address.prefix(56));
            case IPV6_48 -> Optional.of(address.prefix(48));
        };
    }

    private static Optional<String> hands(long fingerprint) {
        return fingerprint == 0
                ? Optional.empty()
                : Optional.of(HexFormat.of().toHexDigits(fingerprint));
    }
}
