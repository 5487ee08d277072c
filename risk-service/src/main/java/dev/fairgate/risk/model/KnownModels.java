package dev.fairgate.risk.model;

import dev.fairgate.models.feature.FeatureRow;
import dev.fairgate.risk.decision.Scored;
import dev.fairgate.risk.policy.Thresholds;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Models by version, in use or not, for whoever asks what one would have said.
public final class KnownModels {

    private final CurrentModels current;
    private final Optional<ModelStore> store;
    private final FileTrust trust;

    /// @param store empty where no database is named: then those in use are all
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
    }

    /// The model of a version; empty where nobody has it, and while the registry does not answer.
    public Mono<Voice> of(String version) {
        return inUse(version)
                .map(Mono::just)
                .orElseGet(() -> fromRegistry(version))
                .map(Voice::new);
    }

    private Optional<Served> inUse(String version) {
        LineUp lineUp = current.lineUp();
        return lineUp.champion()
                .filter(served -> served.version().equals(version))
                .or(
                        () ->
                                lineUp.challengers().stream()
                                        .filter(served -> served.version().equals(version))
                                        .findFirst());
    }

    private Mono<Served> fromRegistry(String version) {
        return store.map(it -> it.file(version))
                .orElseGet(Mono::empty)
                .mapNotNull(file -> ModelRounds.served(trust, version, file).orElse(null))
                .onErrorResume(ModelStore.Away.class, _ -> Mono.empty());
    }
}
