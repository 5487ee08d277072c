package dev.fairgate.risk.outcome;

import dev.fairgate.risk.limit.NetworkOutcomes;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Learns what becomes of purchases, per network.
interface NetworkLearning {

    /// Few, so that decisions on the same connection find gaps.
    int COUNTS_AT_ONCE = 32;

    /// Takes outcomes. Never an error: what does not get through does not count.
    Mono<Void> learn(List<Reported> outcomes);

    /// Tells the networks that purchases came from.
    static NetworkLearning with(NetworkOutcomes networks) {
        return outcomes ->
                networks.held(holders(outcomes))
                        .thenMany(Flux.fromIterable(outcomes))
                        .flatMap(outcome -> count(networks, outcome), COUNTS_AT_ONCE)
                        .then();
    }

    private static List<String> holders(List<Reported> outcomes) {
        return outcomes.stream()
                .filter(it -> it.outcome() == Outcome.HELD)
                .map(Reported::accountId)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Mono<Void> count(NetworkOutcomes networks, Reported outcome) {
        String account = outcome.accountId().orElse(null);
        if (account == null) {
            return Mono.empty();
        }
        return switch (outcome.outcome()) {
            case PAID -> networks.learn(account, true);
            case LAPSED, CANCELLED, CHARGEBACK -> networks.learn(account, false);
            case HELD, REFUND_DUE -> Mono.empty();
        };
    }
}
