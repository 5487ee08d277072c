package dev.fairgate.risk.decision;

import dev.fairgate.risk.limit.LimitEntity;
import dev.fairgate.risk.limit.LimitKey;
import dev.fairgate.risk.limit.LimitOutcome;
import dev.fairgate.risk.limit.LimitRequest;
import dev.fairgate.risk.limit.Limits;
import dev.fairgate.risk.network.ClientAddress;
import dev.fairgate.risk.policy.LimitRule;
import dev.fairgate.risk.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/// Asks the buckets about one request: all of its entities in one call, and the account's
/// refusals in a second one only when the account is over its own limit.
final class DecisionLimits {

    private final Limits limits;
    private final List<LimitRule> rules;
    private final Optional<LimitRule> refusals;

    DecisionLimits(Limits limits, Policy policy) {
        this.limits = limits;
        this.rules =
                policy.limits().stream()
                        .filter(rule -> rule.entity() != LimitEntity.ACCOUNT_REFUSALS)
                        .toList();
        this.refusals =
                policy.limits().stream()
                        .filter(rule -> rule.entity() == LimitEntity.ACCOUNT_REFUSALS)
                        .findFirst();
    }

    /// One outcome per bucket that was asked.
    Mono<List<LimitOutcome>> consume(AssessmentRequest request) {
        return limits.tryConsume(requests(request, rules))
                .flatMap(
                        outcomes ->
                                isAccountOver(outcomes)
                                        ? withRefusals(request, outcomes)
                                        : Mono.just(outcomes));
    }

    /// The account's own limit, not its device's: a device may be shared with somebody who hammers.
    private static boolean isAccountOver(List<LimitOutcome> outcomes) {
        return outcomes.stream()
                .anyMatch(it -> it.entity() == LimitEntity.ACCOUNT && !it.allowed());
    }

    private Mono<List<LimitOutcome>> withRefusals(
            AssessmentRequest request, List<LimitOutcome> outcomes) {
        return limits.tryConsume(requests(request, refusals.stream().toList()))
                .map(more -> Stream.concat(outcomes.stream(), more.stream()).toList());
    }

    private static List<LimitRequest> requests(AssessmentRequest request, List<LimitRule> rules) {
        return rules.stream()
                .flatMap(
                        rule ->
                                idOf(rule.entity(), request)
                                        .map(id -> new LimitKey(rule.entity(), id))
                                        .map(key -> new LimitRequest(key, rule.limit()))
                                        .stream())
                .toList();
    }

    private static Optional<String> idOf(LimitEntity entity, AssessmentRequest request) {
        ClientAddress address = request.clientAddress();
        return switch (entity) {
            case ACCOUNT, ACCOUNT_REFUSALS -> Optional.of(request.accountId());
            case DEVICE -> request.deviceId();
            case ADDRESS -> ipv4(address).map(ClientAddress::text);
            case IPV4_24 -> ipv4(address).map(ipv4 -> ipv4.prefix(24));
            case IPV6_64 -> ipv6(address).map(ipv6 -> ipv6.prefix(64));
            case IPV6_56 -> ipv6(address).map(ipv6 -> ipv6.prefix(56));
            case IPV6_48 -> ipv6(address).map(ipv6 -> ipv6.prefix(48));
        };
    }

    private static Optional<ClientAddress> ipv4(ClientAddress address) {
        return Optional.of(address).filter(ClientAddress::isIpv4);
    }

    private static Optional<ClientAddress> ipv6(ClientAddress address) {
        return Optional.of(address).filter(candidate -> !candidate.isIpv4());
    }
}
