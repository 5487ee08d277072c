package dev.fairgate.risk.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.models.scoring.ModelFile.Valid;
import dev.fairgate.models.scoring.Scorer;
import dev.fairgate.risk.decision.Scored;
import dev.fairgate.risk.policy.Thresholds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Models by version, in use or not, for whoever asks what one said or would have said.
public final class KnownModels {

    private static final int REMEMBERED = 4;
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final CurrentModels current;
    private final Optional<ModelStore> store;
    private final FileTrust trust;
    private final Cache<String, Served> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterAccess(LIFE).build();

    /// @param store empty where no database is named: then those in use and the box are all
    KnownModels(CurrentModels current, Optional<ModelStore> store, FileTrust trust) {
        this.current = current;
        this.store = store;
        this.trust = trust;
    }

    /// One model's say about rows.
    public static final class Voice {
        private final Served served;

        private Voice(Served served) {
            this.served = served;
        }

        /// The score of a row.
        public double score(FeatureRow row) {
            return served.scorer().score(row);
        }

        /// What a score of it comes to, without the reasons.
        ///
        /// @param thresholds the policy's, which count instead of the model's own
        public Scored scored(double score, FeatureRow row, Optional<Thresholds> thresholds) {
            return new Scored(
                    score, served.verdict(score, row, thresholds), List.of(), served.version());
        }

        /// The model itself.
        public Scorer scorer() {
            return served.scorer();
        }
    }

    /// The model of a version; empty where nobody has it, and while the registry does not answer.
    public Mono<Voice> of(String version) {
        return Mono.justOrEmpty(inUse(version))
                .switchIfEmpty(Mono.fromSupplier(() -> remembered.getIfPresent(version)))
                .switchIfEmpty(Mono.defer(() -> boxed(version)))
                .switchIfEmpty(Mono.defer(() -> registered(version)))
                .onErrorResume(ModelStore.Away.class, _ -> Mono.empty())
                .map(Voice::new);
    }

    private Optional<Served> inUse(String version) {
        LineUp lineUp = current.lineUp();
        return Stream.concat(lineUp.champion().stream(), lineUp.challengers().stream())
                .filter(served -> served.version().equals(version))
                .findFirst();
    }

    private Mono<Served> boxed(String version) {
        return Mono.justOrEmpty(trust.boxed()).flatMap(file -> read(version, file));
    }

    private Mono<Served> registered(String version) {
        return Mono.justOrEmpty(store)
                .flatMap(it -> it.file(version))
                .flatMap(file -> read(version, file));
    }

    /// Up to 32 MiB: not for a thread that others wait for.
    private Mono<Served> read(String version, byte[] file) {
        return Mono.fromCallable(() -> trust.read(file))
                .subscribeOn(Schedulers.boundedElastic())
                .ofType(Valid.class)
                .filter(valid -> valid.version().equals(version))
                .map(valid -> new Served(new Scorer(valid)))
                .doOnNext(served -> remembered.put(version, served));
    }
}
