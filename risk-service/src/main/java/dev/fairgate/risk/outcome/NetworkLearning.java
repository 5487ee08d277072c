package dev.fairgate.risk.outcome;

import dev.fairgate.risk.limit.NetworkOutcomes;
import reactor.core.publisher.Mono;

/// Learns what becomes of purchases, per network.
interface NetworkLearning {

    /// Takes an outcome of an account. Never an error: what does not get through does not count.
    Mono<Void> learn(String accountId, Outcome outcome);

    /// Tells the networks that purchases came from.
    static NetworkLearning with(NetworkOutcomes networks) {
        return (account, outcome) ->
                switch (outcome) {
                    case HELD -> networks.held(account);
                    case PAID -> networks.learn(account, true);
                    case LAPSED, CANCELLED, CHARGEBACK -> networks.learn(account, false);
                    case REFUND_DUE -> Mono.empty();
                };
    }
}
