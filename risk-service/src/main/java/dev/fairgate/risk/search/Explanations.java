package dev.fairgate.risk.search;

import com.github.f4b6a3.ulid.Ulid;
import dev.fairgate.risk.label.LabelLookup;
import dev.fairgate.risk.label.Standing;
import dev.fairgate.risk.log.LogReader;
import dev.fairgate.risk.model.KnownModels;
import dev.fairgate.risk.outcome.Fates;
import dev.fairgate.risk.outcome.Outcome;
import dev.fairgate.risk.search.Fleet.Answers;
import dev.fairgate.risk.store.RiskStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Explains single decisions: what the logs of all nodes have, what the model made of it, and what
/// came to be known later.
final class Explanations {

    private static final int AT_ONCE = 2;
    private static final int AT_ONCE_FOR_NODES = 8;

    /// A decision is in a file long before.
    private static final Duration UNTIL_WRITTEN = Duration.ofSeconds(30);

    private final Fleet fleet;
    private final Known known;
    private final Duration time;
    private final LongSupplier nanos;
    private final Turns turns = new Turns(AT_ONCE);
    private final Turns turnsForNodes = new Turns(AT_ONCE_FOR_NODES);

    /// @param time after which a node answers with what it has
    /// @param nanos a clock that only goes on
    Explanations(Fleet fleet, Known known, Duration time, LongSupplier nanos) {
        this.fleet = fleet;
        this.known = known;
        this.time = time;
        this.nanos = nanos;
    }

    /// What is known beside the logs.
    record Known(KnownModels models, LabelLookup labels, Fates fates) {}

    /// What asking for a decision comes to.
    sealed interface Answer {

        /// Everything about it.
        ///
        /// @param contributions empty where no model scored it, or nobody has that any more
        /// @param labels empty where the database is away
        record Explained(
                Story story,
                Optional<Contributions> contributions,
                Optional<List<Standing>> labels,
                Set<Outcome> fates)
                implements Answer {}

        /// No node has it.
        record Unknown() implements Answer {}

        /// Those that answered do not have it.
        record Unanswered(Set<String> nodes) implements Answer {}
    }

    /// What this node alone has; empty where too many ask. Completes empty without a log.
    Mono<Optional<NodeLines>> own(String id, Optional<String> challengeRef) {
        return fleet.own()
                .map(reader -> turnsForNodes.take(gone -> look(reader, id, challengeRef, gone)))
                .orElseGet(Mono::empty);
    }

    /// A decision explained; empty where two are under way. Errors are the store's.
    ///
    /// @param authorization the caller's own
    Mono<Optional<Answer>> of(String id, String authorization) {
        return turns.take(
                gone ->
                        gather(id, Optional.empty(), authorization, gone)
                                .flatMap(found -> again(found, id, authorization, gone))
                                .flatMap(this::explain));
    }

    /// Whether no log has a decision of the last day, all of them having answered. False while two
    /// others ask.
    Mono<Boolean> isNone(String id, Instant now, String authorization) {
        Instant at = Instant.ofEpochMilli(Ulid.getTime(id));
        if (fleet.own().isEmpty()
                || at.isBefore(now.minus(Duration.ofDays(1)))
                || at.isAfter(now.minus(UNTIL_WRITTEN))) {
            return Mono.just(false);
        }
        return turns.take(gone -> gather(id, Optional.empty(), authorization, gone))
                .map(
                        found ->
                                found.filter(it -> it.story().isEmpty())
                                        .filter(it -> it.incomplete().isEmpty())
                                        .isPresent())
                .onErrorReturn(RiskStore::isAway, false); // a label is worth more than a check
    }

    /// A response names its challenge alone, so it takes another look once that is known.
    private Mono<Gathered> again(
            Gathered first, String id, String authorization, BooleanSupplier gone) {
        Optional<String> ref = first.story().flatMap(Story::challengeRef);
        return ref.isEmpty() ? Mono.just(first) : gather(id, ref, authorization, gone);
    }

    private record Gathered(Optional<Story> story, Set<String> incomplete) {}

    private Mono<Gathered> gather(
            String id, Optional<String> ref, String authorization, BooleanSupplier gone) {
        String path =
                SearchEndpoint.PATH
                        + "/"
                        + id
                        + "?scope=node"
                        + ref.map(it -> "&challengeRef=" + it).orElse("");
        return Mono.zip(
                Mono.justOrEmpty(fleet.own())
                        .flatMap(reader -> look(reader, id, ref, gone))
                        .map(List::of)
                        .defaultIfEmpty(List.of()),
                fleet.others(authorization, Set.of(), _ -> path, NodeLines::read),
                (own, others) -> gathered(id, own, others));
    }

    private static Gathered gathered(String id, List<NodeLines> own, Answers<NodeLines> others) {
        List<NodeLines> all = new ArrayList<>(own);
        all.addAll(others.all());
        return new Gathered(Story.of(id, all, others.incomplete()), others.incomplete());
    }

    private Mono<NodeLines> look(
            LogReader reader, String id, Optional<String> ref, BooleanSupplier gone) {
        return Mono.fromCallable(
                        () -> {
                            long end = nanos.getAsLong() + time.toNanos();
                            BooleanSupplier isOver =
                                    () -> gone.getAsBoolean() || nanos.getAsLong() - end >= 0;
                            return new LinesAbout(reader, id, ref, isOver).look(id);
                        })
                .subscribeOn(Schedulers.boundedElastic()); // it waits for the disk
    }

    private Mono<Answer> explain(Gathered gathered) {
        if (gathered.story().isEmpty()) {
            return Mono.just(
                    gathered.incomplete().isEmpty()
                            ? new Answer.Unknown()
                            : new Answer.Unanswered(gathered.incomplete()));
        }
        Story story = gathered.story().get();
        return Mono.zip(
                        contributions(story).map(Optional::of).defaultIfEmpty(Optional.empty()),
                        known.labels().about(story.labelKeys()),
                        known.fates().of(story.text("decisionId"), story.text("accountId")))
                .map(all -> new Answer.Explained(story, all.getT1(), all.getT2(), all.getT3()));
    }

    private Mono<Contributions> contributions(Story story) {
        String version = story.text("modelVersion");
        return Mono.justOrEmpty(story.row())
                .filter(_ -> !version.isEmpty())
                .flatMap(
                        row ->
                                known.models()
                                        .of(version)
                                        .publishOn(Schedulers.boundedElastic()) // some ms
                                        .map(voice -> Contributions.of(voice.scorer(), row)));
    }
}
