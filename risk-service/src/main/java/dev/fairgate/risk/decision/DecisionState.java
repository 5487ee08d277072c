package dev.fairgate.risk.decision;

import dev.fairgate.risk.store.RiskStore;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// What all nodes remember about requests: the decision of each, the one under way per account
/// and sale, and who was cleared. All in the risk store, all for a bounded time.
final class DecisionState {

    private static final Duration REPLAY = Duration.ofSeconds(60);
    private static final Duration IN_FLIGHT = Duration.ofSeconds(3);

    private final RiskStore store;
    private final Duration clearance;

    DecisionState(RiskStore store, Duration clearance) {
        this.store = store;
        this.clearance = clearance;
    }

    /// How a request stands before anything is decided about it.
    ///
    /// @param replay the decision about the same request, if there is one
    /// @param inFlight whether another request holds the flag; otherwise this one holds it now
    /// @param cleared whether the account was cleared for this sale
    record Opening(Optional<String> replay, boolean inFlight, boolean cleared) {}

    /// Three commands in one trip.
    Mono<Opening> open(AssessmentRequest request) {
        String id = request.requestId();
        return Mono.zip(
                        optional(store.get(requestKey(id))),
                        optional(store.putIfAbsent(inFlightKey(request), id, IN_FLIGHT)),
                        optional(store.get(clearanceKey(request))))
                .map(
                        all ->
                                new Opening(
                                        all.getT1(),
                                        all.getT2()
                                                .filter(holder -> !holder.equals(id))
                                                .isPresent(),
                                        all.getT3().isPresent()));
    }

    /// Keeps the decision for repeats of the same request.
    ///
    /// @return the decision that stands: a repeat at the same moment may have been first
    Mono<String> settle(AssessmentRequest request, String decision) {
        return store.putIfAbsent(requestKey(request.requestId()), decision, REPLAY)
                .defaultIfEmpty(decision);
    }

    /// Remembers that the account solved a challenge.
    Mono<Void> clear(AssessmentRequest request) {
        return store.put(clearanceKey(request), request.requestId(), clearance);
    }

    /// Ends a request: its flag goes, and its clearance too if it bought something.
    Mono<Void> finish(Finished finished) {
        Mono<Void> release =
                store.deleteIfEquals(
                        inFlightKey(finished.accountId(), finished.saleId()), finished.requestId());
        return finished.bought()
                ? Mono.when(
                        release,
                        store.delete(clearanceKey(finished.accountId(), finished.saleId())))
                : release;
    }

    private static <T> Mono<Optional<T>> optional(Mono<T> value) {
        return value.map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    private static String requestKey(String requestId) {
        return "req:{" + requestId + "}";
    }

    private static String inFlightKey(AssessmentRequest request) {
        return inFlightKey(request.accountId(), request.saleId());
    }

    private static String inFlightKey(String account, String sale) {
        return "inflight:{" + account + "}:" + sale;
    }

    private static String clearanceKey(AssessmentRequest request) {
        return clearanceKey(request.accountId(), request.saleId());
    }

    private static String clearanceKey(String account, String sale) {
        return "clear:{" + account + "}:" + sale;
    }
}
