package dev.fairgate.sale.storefront;

import reactor.core.publisher.Mono;

/// Where a buyer asks a person to look at a decision again.
@FunctionalInterface
interface Appeals {

    /// Asks on behalf of an account; the HTTP status of the answer: 200 and 202 are a yes.
    Mono<Integer> make(String account, String decisionId, String message);
}
