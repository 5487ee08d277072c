package dev.fairgate.risk.search;

import dev.fairgate.risk.log.LogReader;
import dev.fairgate.risk.search.Fleet.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Searches the logs of all nodes at once, two searches at a time.
final class Searches {

    private static final int AT_ONCE = 2;
    private static final int AT_ONCE_FOR_NODES = 8;

    private final Fleet fleet;
    private final Duration time;
    private final LongSupplier nanos;
    private final Turns turns = new Turns(AT_ONCE);
    private final Turns turnsForNodes = new Turns(AT_ONCE_FOR_NODES);

    /// @param time after which a node answers with what it has
    /// @param nanos a clock that only goes on
    Searches(Fleet fleet, Duration time, LongSupplier nanos) {
        this.fleet = fleet;
        this.time = time;
        this.nanos = nanos;
    }

    /// A page of all nodes.
    ///
    /// @param incomplete nodes that are known and did not answer
    record Result(Merge.Page page, Set<String> incomplete) {}

    /// What this node alone has; empty where too many ask. Completes empty without a log.
    Mono<Optional<NodePage>> own(SearchQuery query) {
        return fleet.own()
                .map(reader -> turnsForNodes.take(gone -> look(reader, query, gone)))
                .orElseGet(Mono::empty);
    }

    /// A page; empty where two searches are under way. Errors are the store's, which knows the
    /// other nodes.
    ///
    /// @param authorization the caller's own
    Mono<Optional<Result>> of(SearchQuery query, String authorization) {
        return turns.take(
                gone ->
                        Mono.zip(
                                ownPage(query, gone),
                                fleet.others(
                                        authorization,
                                        query.cursor().before().keySet(),
                                        query::pathOf,
                                        NodePageJson::read),
                                (own, others) -> merge(query, own, others)));
    }

    private Mono<List<NodePage>> ownPage(SearchQuery query, BooleanSupplier gone) {
        return Mono.justOrEmpty(fleet.own())
                .flatMap(reader -> look(reader, query, gone))
                .map(List::of)
                .defaultIfEmpty(List.of());
    }

    private Mono<NodePage> look(LogReader reader, SearchQuery query, BooleanSupplier gone) {
        return Mono.fromCallable(
                        () -> {
                            long end = nanos.getAsLong() + time.toNanos();
                            return NodePage.of(
                                    reader.id(),
                                    reader.find(
                                            query.wanted(),
                                            Optional.ofNullable(
                                                    query.cursor().before().get(reader.id())),
                                            query.limit(),
                                            () ->
                                                    gone.getAsBoolean()
                                                            || nanos.getAsLong() - end >= 0));
                        })
                .subscribeOn(Schedulers.boundedElastic()); // it waits for the disk
    }

    private static Result merge(SearchQuery query, List<NodePage> own, Answers<NodePage> others) {
        List<NodePage> all = new ArrayList<>(own);
        all.addAll(others.all());
        return new Result(new Merge(all, query.limit()).after(query.cursor()), others.incomplete());
    }
}
