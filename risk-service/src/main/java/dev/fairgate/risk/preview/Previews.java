package dev.fairgate.risk.preview;

import dev.fairgate.risk.export.OtherLogs;
import dev.fairgate.risk.export.OtherLogs.Page;
import dev.fairgate.risk.log.TimeRange;
import dev.fairgate.risk.model.KnownModels;
import dev.fairgate.risk.policy.Policy;
import dev.fairgate.risk.preview.Backtest.Material;
import dev.fairgate.risk.preview.Backtest.Voices;
import dev.fairgate.risk.store.RiskStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/// Previews: takes in the decisions of a window from the logs of all nodes, and has them decided
/// once more. All of it happens on threads that no buyer waits for.
final class Previews {

    /// For the logs of the other nodes; what has not come by then is a gap.
    private static final Duration OTHERS = Duration.ofSeconds(20);

    private static final String UNSAID = "unknown";

    private final Intake intake;
    private final OtherLogs others;
    private final KnownModels models;
    private final Backtest backtest;
    private final Scheduler scheduler;

    /// @param scheduler whose threads may wait
    Previews(
            Intake intake,
            OtherLogs others,
            KnownModels models,
            Backtest backtest,
            Scheduler scheduler) {
        this.intake = intake;
        this.others = others;
        this.models = models;
        this.backtest = backtest;
        this.scheduler = scheduler;
    }

    /// Whether this node keeps a log.
    boolean hasLog() {
        return intake.hasLog();
    }

    /// Previews a candidate.
    ///
    /// Errors: [UnknownModel] where nobody has the candidate's.
    ///
    /// @param authorization the caller's own, for the other nodes; empty: this node's log alone
    Mono<Report> preview(
            Policy baseline,
            Candidate candidate,
            Window window,
            Optional<String> authorization,
            Progress progress) {
        return other(candidate)
                .flatMap(
                        other ->
                                material(window, authorization, progress)
                                        .flatMap(material -> voices(material, other))
                                        .publishOn(scheduler)
                                        .map(
                                                heard ->
                                                        backtest.run(
                                                                baseline,
                                                                candidate.policy(),
                                                                heard.material(),
                                                                heard.voices(),
                                                                progress)));
    }

    private Mono<Optional<KnownModels.Voice>> other(Candidate candidate) {
        return candidate
                .model()
                .map(
                        version ->
                                models.of(version)
                                        .map(Optional::of)
                                        .switchIfEmpty(Mono.error(() -> new UnknownModel(version))))
                .orElseGet(() -> Mono.just(Optional.empty()));
    }

    private Mono<Material> material(
            Window window, Optional<String> authorization, Progress progress) {
        return Mono.fromCallable(() -> intake.own(window, progress))
                .subscribeOn(scheduler)
                .flatMap(
                        own ->
                                authorization
                                        .map(it -> withOthers(own, window, it, progress))
                                        .orElseGet(() -> Mono.just(new FromOthers(own))))
                .publishOn(scheduler)
                .map(
                        all ->
                                new Material(
                                        Intake.newest(all.taken.decisions, window.most()),
                                        all.taken,
                                        all.incomplete()));
    }

    /// What has come of the other nodes. For one step after the other.
    private static final class FromOthers {
        private final Taken taken;
        private final Map<String, LogLines> logs = new HashMap<>();
        private final Set<String> missing = new HashSet<>();
        private final AtomicBoolean isOver = new AtomicBoolean(true);

        FromOthers(Taken own) {
            this.taken = own;
        }

        Set<String> incomplete() {
            if (!isOver.get()) {
                missing.add(UNSAID);
            }
            return missing;
        }

        FromOthers all() {
            logs.values().forEach(log -> taken.add(log.taken()));
            return this;
        }
    }

    private Mono<FromOthers> withOthers(
            Taken own, Window window, String authorization, Progress progress) {
        FromOthers all = new FromOthers(own);
        all.isOver.set(false);
        return others.read(since(own, window), authorization)
                .doOnComplete(() -> all.isOver.set(true))
                .onErrorResume(RiskStore::isAway, _ -> Flux.empty())
                .take(OTHERS)
                .publishOn(scheduler)
                .doOnNext(page -> take(page, window, all, progress))
                .then(Mono.fromSupplier(all::all));
    }

    /// Other nodes have no older decisions among the newest than this one, if it has enough.
    private static TimeRange since(Taken own, Window window) {
        List<Logged> newest = Intake.newest(own.decisions, window.most());
        if (newest.size() < window.most()) {
            return window.range();
        }
        Instant first = Instant.EPOCH.plus(newest.getFirst().at(), ChronoUnit.NANOS);
        return new TimeRange(first, window.range().to());
    }

    private void take(Page page, Window window, FromOthers all, Progress progress) {
        switch (page) {
            case Page.Lines(String node, List<byte[]> lines) -> {
                LogLines log = all.logs.computeIfAbsent(node, _ -> intake.begin(window));
                int before = log.taken().decisions.size();
                lines.forEach(log);
                progress.add(log.taken().decisions.size() - before);
            }
            case Page.Missing(String node) -> all.missing.add(node);
        }
    }

    private record Heard(Material material, Voices voices) {}

    private Mono<Heard> voices(Material material, Optional<KnownModels.Voice> other) {
        return Flux.fromIterable(material.models())
                .concatMap(version -> models.of(version).map(voice -> Map.entry(version, voice)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(logged -> new Heard(material, new Voices(logged, other)));
    }

    /// Nobody has a model of that version.
    static final class UnknownModel extends RuntimeException {
        UnknownModel(String version) {
            super("no model " + version, null, false, false);
        }
    }
}
