package dev.fairgate.risk.outcome;

import reactor.core.publisher.Mono;

/// The histories of all accounts.
public interface Histories {

    /// The history of an account; [History#NONE] where nothing is known. Errors are those of the
    /// store, also when it has not answered within the store's deadline.
    Mono<History> of(String accountId);
}
