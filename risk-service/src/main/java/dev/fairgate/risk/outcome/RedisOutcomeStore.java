package dev.fairgate.risk.outcome;

import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.store.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/// Outcomes in the risk store. All keys of a call have one hash tag, the account's as far as it is
/// known, so that a call is one step on a cluster too. A history is a text and no hash, so that
/// the one trip of a decision can carry it beside everything else.
final class RedisOutcomeStore implements OutcomeStore {

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
    public Mono<List<Boolean>> take(List<Reported> ofOneOwner) {
        List<String> keys = new ArrayList<>(ofOneOwner.size() + 1);
        List<String> arguments = new ArrayList<>(2 * ofOneOwner.size() + 2);
        arguments.add(Long.toString(MARKS_LIVE.toMillis()));
        arguments.add(Long.toString(HISTORIES_LIVE.toMillis()));
        for (Reported outcome : ofOneOwner) {
            keys.add("outcome:{" + outcome.owner() + "}:" + outcome.decisionId());
            arguments.add(Integer.toString(outcome.outcome().place()));
            arguments.add(Long.toString(outcome.at().toEpochMilli()));
        }
        ofOneOwner.getFirst().accountId().map(History::storeKey).ifPresent(keys::add);
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
}
