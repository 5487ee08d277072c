package dev.fairgate.risk.outcome;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fairgate.risk.store.RiskStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/// Takes batches of outcomes, in one call to the store or on a cluster in one per slot, and tells
/// the listeners what was new.
///
/// When the answer to a call is lost, its outcomes may have been taken, and then their repeat is
/// no news. So that the log has them all the same, they are told at that moment, and this node
/// remembers for a while not to tell them again.
final class Outcomes {

    /// Few, so that decisions on the same connection find gaps.
    private static final int CALLS_AT_ONCE = 32;

    private static final int MOST_IN_DOUBT = 10_000;
    private static final Duration DOUBT_LASTS = Duration.ofHours(1);

    private final OutcomeStore store;
    private final NetworkLearning networks;
    private final List<OutcomeListener> listeners;
    private final InstantSource clock;
    private final Cache<Fact, Boolean> inDoubt =
            Caffeine.newBuilder().maximumSize(MOST_IN_DOUBT).expireAfterWrite(DOUBT_LASTS).build();

    Outcomes(
            OutcomeStore store,
            NetworkLearning networks,
            List<OutcomeListener> listeners,
            InstantSource clock) {
        this.store = store;
        this.networks = networks;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    /// What became of a batch.
    sealed interface Answer {

        /// All are taken.
        ///
        /// @param accepted taken now
        /// @param repeated taken before, or twice in the batch
        record Taken(int accepted, int repeated) implements Answer {}

        /// The store did not answer for some, which may be taken or not; the others are taken.
        /// Repeating the whole batch is always right.
        record Unavailable() implements Answer {}
    }

    private record Fact(String owner, String decisionId, Outcome outcome) {

        static Fact of(Reported reported) {
            return new Fact(reported.owner(), reported.decisionId(), reported.outcome());
        }
    }

    /// Takes what was not taken before. A part of the store that is away does not hold up the rest.
    Mono<Answer> take(List<Reported> batch) {
        return store.parts(batch)
                // All of it is away, as taking the whole will find out.
                .onErrorReturn(RiskStore::isAway, List.of(batch))
                .flatMapIterable(parts -> parts)
                .flatMap(this::takePart, CALLS_AT_ONCE)
                .reduce(new Answer.Taken(0, 0), Outcomes::sum);
    }

    private Mono<Answer> takePart(List<Reported> outcomes) {
        return store.take(outcomes)
                .flatMap(news -> learn(outcomes, news).thenReturn(taken(outcomes, news)))
                .onErrorResume(
                        RiskStore::isAway, // UNKNOWN: its reporter is told to repeat it
                        _ -> Mono.fromSupplier(() -> lost(outcomes)));
    }

    private Mono<Void> learn(List<Reported> outcomes, List<Boolean> news) {
        return networks.learn(
                IntStream.range(0, outcomes.size())
                        .filter(news::get)
                        .mapToObj(outcomes::get)
                        .toList());
    }

    private Answer taken(List<Reported> outcomes, List<Boolean> news) {
        Instant now = clock.instant();
        int accepted = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            boolean told = inDoubt.asMap().remove(Fact.of(outcomes.get(i))) != null;
            if (news.get(i)) {
                accepted++;
                if (!told) {
                    tell(outcomes.get(i), now);
                }
            }
        }
        return new Answer.Taken(accepted, outcomes.size() - accepted);
    }

    private Answer lost(List<Reported> outcomes) {
        Instant now = clock.instant();
        for (Reported outcome : outcomes) {
            if (inDoubt.asMap().putIfAbsent(Fact.of(outcome), true) == null) {
                tell(outcome, now);
            }
        }
        return new Answer.Unavailable();
    }

    private void tell(Reported outcome, Instant now) {
        listeners.forEach(listener -> listener.taken(outcome, now));
    }

    private static Answer sum(Answer all, Answer next) {
        return all instanceof Answer.Taken(int accepted, int repeated)
                        && next instanceof Answer.Taken(int more, int again)
                ? new Answer.Taken(accepted + more, repeated + again)
                : new Answer.Unavailable();
    }
}
