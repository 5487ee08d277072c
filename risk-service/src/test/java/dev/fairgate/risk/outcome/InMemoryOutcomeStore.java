package dev.fairgate.risk.outcome;

import static java.util.stream.Collectors.groupingBy;

import dev.fairgate.risk.outcome.History.Tally;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/// Outcomes in this process. Owners can be out of reach, before or after their outcomes are taken.
final class InMemoryOutcomeStore implements OutcomeStore {

    private record Mark(String owner, String decisionId, Outcome outcome) {}

    private final Set<Mark> marks = new HashSet<>();
    private final Map<String, Map<Outcome, Tally>> histories = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final Set<String> gone = new HashSet<>();

    /// This owner's calls are not carried out.
    void lose(String owner) {
        gone.add(owner);
    }

    /// This owner's calls are carried out, but their answers are lost.
    void silence(String owner) {
        silent.add(owner);
    }

    void bringBack() {
        gone.clear();
        silent.clear();
    }

    /// One part for each owner.
    @Override
    public Mono<List<List<Reported>>> parts(List<Reported> batch) {
        return Mono.fromSupplier(
                () -> List.copyOf(batch.stream().collect(groupingBy(Reported::owner)).values()));
    }

    @Override
    public Mono<List<Boolean>> take(List<Reported> part) {
        return Mono.fromCallable(() -> takeNow(part));
    }

    @Override
    public Mono<History> of(String accountId) {
        return Mono.fromSupplier(() -> new History(histories.getOrDefault(accountId, Map.of())));
    }

    private synchronized List<Boolean> takeNow(List<Reported> outcomes) throws TimeoutException {
        String owner = outcomes.getFirst().owner();
        if (gone.contains(owner)) {
            throw new TimeoutException("gone");
        }
        List<Boolean> news = outcomes.stream().map(this::takeNow).toList();
        if (silent.contains(owner)) {
            throw new TimeoutException("silent");
        }
        return news;
    }

    private boolean takeNow(Reported reported) {
        boolean isNew =
                marks.add(new Mark(reported.owner(), reported.decisionId(), reported.outcome()));
        if (isNew) {
            reported.accountId().ifPresent(account -> count(account, reported));
        }
        return isNew;
    }

    private void count(String account, Reported reported) {
        histories
                .computeIfAbsent(account, _ -> new HashMap<>())
                .merge(
                        reported.outcome(),
                        new Tally(1, reported.at()),
                        (all, one) -> new Tally(all.count() + 1, later(all.last(), one.last())));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
