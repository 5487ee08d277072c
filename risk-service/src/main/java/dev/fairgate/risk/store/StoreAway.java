package dev.fairgate.risk.store;

import dev.fairgate.risk.http.Problem;
import dev.fairgate.risk.http.Problems;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/// What a call answers while the risk store is away: DENY with 503, at this one place.
public final class StoreAway {

    private StoreAway() {}

    /// Turns the store's faults into 503 `risk-unavailable`. Without a store nothing can be
    /// limited, spent or remembered, so no call may pretend otherwise.
    public static HandlerFilterFunction<ServerResponse, ServerResponse> denies() {
        return (request, next) ->
                next.handle(request)
                        .onErrorResume(
                                RiskStore::isAway,
                                _ -> Problems.respond(Problem.riskUnavailable()));
    }
}
