package dev.fairgate.risk.outcome;

import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.store.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Outcomes in the risk store. The keys of an outcome have one hash tag, the account's as far as it
/// is known, so that those of a part are one step on a cluster too. A history is a text and no
/// hash, so that the one trip of a decision can carry it beside everything else.
final class RedisOutcomeStore implements OutcomeStore, Fates {

    /// A reporter that has been away for longer may count twice.
    static final Duration MARKS_LIVE = Duration.ofDays(7);

    static final Duration HISTORIES_LIVE = Duration.ofDays(30);

    private final RiskStore store;
    private final Duration deadline;
    private final Script take = Script.load("/outcome/take.lua");

    /// @param deadline for one call
    RedisOutcomeStore(RiskStore store, Duration deadline) {
        this.store = store;
        this.deadline = deadline;
    }

    @Override
    public Mono<List<List<Reported>>> parts(List<Reported> batch) {
        return store.together(batch, RedisOutcomeStore::mark).timeout(deadline);
    }

    @Override
    public Mono<List<Boolean>> take(List<Reported> part) {
        List<String> keys = new ArrayList<>(2 * part.size());
        List<String> arguments = new ArrayList<>(2 * part.size() + 2);
        arguments.add(Long.toString(MARKS_LIVE.toMillis()));
        arguments.add(Long.toString(HISTORIES_LIVE.toMillis()));
        for (Reported outcome : part) {
            keys.add(mark(outcome));
            keys.add(outcome.accountId().map(History::storeKey).orElse(mark(outcome)));
            arguments.add(Integer.toString(outcome.outcome().place()));
            arguments.add(Long.toString(outcome.at().toEpochMilli()));
        }
        return store.run(take, keys, arguments)
                .timeout(deadline)
                .map(answers -> answers.stream().map(answer -> answer == 1).toList());
    }

    @Override
    public Mono<History> of(String accountId) {
        return store.get(History.storeKey(accountId))
                .timeout(deadline)
                .map(History::parse)
                .defaultIfEmpty(History.NONE);
    }

    /// Who reports without an account has a mark of the decision's own.
    @Override
    public Mono<Set<Outcome>> of(String decisionId, String accountId) {
        return Flux.just(mark(Reported.owner(accountId), decisionId), mark(decisionId, decisionId))
                .concatMap(store::get)
                .timeout(deadline)
                .flatMapIterable(RedisOutcomeStore::outcomes)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Outcome> outcomes(String mark) {
        long bits = mark.matches("\\d{1,9}") ? Long.parseLong(mark) : 0;
        return Stream.of(Outcome.values())
                .filter(outcome -> (bits >> (outcome.place() - 1) & 1) == 1)
                .toList();
    }

    private static String mark(Reported outcome) {
        return mark(outcome.owner(), outcome.decisionId());
    }

    private static String mark(String owner, String decisionId) {
        return "outcome:{" + owner + "}:" + decisionId;
    }
}
