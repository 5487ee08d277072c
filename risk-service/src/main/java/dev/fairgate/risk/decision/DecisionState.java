package dev.fairgate.risk.decision;

import dev.fairgate.models.feature.Challenged;
import dev.fairgate.risk.outcome.History;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.store.Seen;
import dev.fairgate.risk.store.Swap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// What all nodes remember about requests: the decision of each, the one under way per account
/// and sale, and who was cleared. All in the risk store, all for a bounded time; what belongs to an
/// account lies beside its bucket.
final class DecisionState {

    /// How many swaps [#open(AssessmentRequest)] is.
    static final int SWAPS = 5;

    private static final Duration REPLAY = Duration.ofSeconds(60);
    private static final Duration IN_FLIGHT = Duration.ofSeconds(3);
    private static final Duration ASKED = Duration.ofMinutes(10);
    private static final Duration ANSWERED = Duration.ofDays(1);

    private final RiskStore store;

    DecisionState(RiskStore store) {
        this.store = store;
    }

    /// How a request stands before anything is decided about it.
    ///
    /// @param replay the decision about the same request, if there is one
    /// @param inFlight whether another request holds the flag; otherwise this one holds it now
    /// @param cleared whether the account was cleared for this sale
    /// @param history what became of the account's purchases
    /// @param challenged what became of its challenges, as it was found
    record Opening(
            Optional<String> replay,
            boolean inFlight,
            boolean cleared,
            History history,
            Optional<byte[]> challenged) {}

    /// What [#opened(AssessmentRequest, List)] wants to see.
    static List<Swap> open(AssessmentRequest request) {
        return List.of(
                Swap.read(requestKey(request)),
                Swap.write(inFlightKey(request), null, bytes(request.requestId()), IN_FLIGHT),
                Swap.read(clearanceKey(request)),
                Swap.read(History.storeKey(request.accountId())),
                Swap.read(challengedKey(request)));
    }

    /// How the request stands; empty when a part of the store that has to know does not answer.
    static Optional<Opening> opened(AssessmentRequest request, List<Seen> seen) {
        if (seen.stream().anyMatch(Seen.Lost.class::isInstance)) {
            return Optional.empty();
        }
        boolean inFlight =
                value(seen.get(1))
                        .filter(holder -> !holder.equals(request.requestId()))
                        .isPresent();
        return Optional.of(
                new Opening(
                        value(seen.get(0)),
                        inFlight,
                        value(seen.get(2)).isPresent(),
                        value(seen.get(3)).map(History::parse).orElse(History.NONE),
                        bytes(seen.get(4))));
    }

    /// What keeps a decision for repeats of the same request, unless there is one.
    static Swap keep(AssessmentRequest request, String decision) {
        return Swap.write(requestKey(request), null, bytes(decision), REPLAY);
    }

    /// The decision that stands: a repeat at the same moment may have been first.
    static String standing(String mine, Seen seen) {
        return value(seen).orElse(mine);
    }

    /// What ends a request: its flag goes, and its clearance too if it bought something.
    static List<Swap> finish(Finished finished) {
        Swap release =
                Swap.delete(
                        inFlightKey(finished.accountId(), finished.saleId()),
                        bytes(finished.requestId()));
        return finished.bought()
                ? List.of(
                        release, Swap.delete(clearanceKey(finished.accountId(), finished.saleId())))
                : List.of(release);
    }

    /// Remembers that the account solved a challenge.
    Mono<Void> clear(AssessmentRequest request, Duration clearance) {
        return store.put(clearanceKey(request), request.requestId(), clearance);
    }

    /// Remembers what became of the account's challenges. Where another request of the account was
    /// first it stays as that one left it.
    static Swap challenged(
            AssessmentRequest request, Optional<byte[]> before, Challenged challenged) {
        // Who never answers may be one of a million.
        boolean answered = challenged.solved() + challenged.failed() > 0;
        return Swap.write(
                challengedKey(request),
                before.orElse(null),
                challenged.bytes(),
                answered ? ANSWERED : ASKED);
    }

    private static Optional<String> value(Seen seen) {
        return bytes(seen).map(text -> new String(text, StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> bytes(Seen seen) {
        return Optional.ofNullable(seen instanceof Seen.Held held ? held.value() : null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Beside the account's other keys, so that a lost master takes its own accounts with it only.
    private static String requestKey(AssessmentRequest request) {
        return "req:{account:" + request.accountId() + "}:" + request.requestId();
    }

    private static String inFlightKey(AssessmentRequest request) {
        return inFlightKey(request.accountId(), request.saleId());
    }

    private static String inFlightKey(String account, String sale) {
        return "inflight:{account:" + account + "}:" + sale;
    }

    private static String challengedKey(AssessmentRequest request) {
        return "challenged:{account:" + request.accountId() + "}";
    }

    private static String clearanceKey(AssessmentRequest request) {
        return clearanceKey(request.accountId(), request.saleId());
    }

    private static String clearanceKey(String account, String sale) {
        return "clear:{account:" + account + "}:" + sale;
    }
}
