package dev.fairgate.risk.model;

import dev.fairgate.models.feature.Cells;
import dev.fairgate.models.scoring.Keys;
import dev.fairgate.models.scoring.ModelFile.Valid;
import dev.fairgate.models.scoring.Scorer;
import dev.fairgate.risk.RefusedToStart;
import dev.fairgate.risk.database.Postgres;
import dev.fairgate.risk.policy.CurrentPolicy;
import dev.fairgate.risk.rounds.RoundThread;

import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ModelConfiguration.class);
    private static final String FIRST = "/model/first.fgm";

    /// @param first whether the model of this release scores until somebody chooses another
    /// @param keys files with the public keys of those who may publish models; none: nobody may
    /// @param folder where this node keeps its copy of the models in use; empty: nowhere
    /// @param every how often a node looks for changes
    /// @param canary what a canary may do before it stops itself
    @ConfigurationProperties("fairgate.models")
    record Settings(
            @DefaultValue("true") boolean first,
            @DefaultValue({}) List<Path> keys,
            @DefaultValue("") String folder,
            @DefaultValue("400ms") Duration every,
            @DefaultValue CanarySettings canary) {

        Settings {
            if (every.compareTo(Duration.ofMillis(50)) < 0
                    || every.compareTo(Duration.ofMinutes(1)) > 0) {
                throw new RefusedToStart("fairgate.models.every is 50ms to 1m.");
            }
        }

        Optional<ModelFolder> copies() {
            return folder.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ModelFolder(Path.of(folder)));
        }
    }

    /// See [CanaryBounds].
    record CanarySettings(
            @DefaultValue("0.02") double mostMorePayers,
            @DefaultValue("0.2") double mostMore,
            @DefaultValue("200") int leastRequests) {

        CanaryBounds bounds() {
            return new CanaryBounds(mostMorePayers, mostMore, leastRequests);
        }
    }

    @Bean
    FileTrust fileTrust(Settings settings) {
        List<PublicKey> keys = new ArrayList<>();
        for (Path file : settings.keys()) {
            try {
                keys.addAll(Keys.readPublic(file));
            } catch (IOException e) {
                throw new RefusedToStart("fairgate.models.keys: " + e.getMessage());
            }
        }
        return new FileTrust(keys, settings.first() ? first() : new byte[0]);
    }

    private static byte[] first() {
        try (InputStream file = ModelConfiguration.class.getResourceAsStream(FIRST)) {
            return file == null ? new byte[0] : file.readAllBytes();
        } catch (IOException e) {
            throw new RefusedToStart("The model of this release cannot be read: " + e.getMessage());
        }
    }

    /// Ready when the first decision comes: the models of this node's folder, or that of the
    /// release, or none.
    @Bean
    CurrentModels currentModels(Cells cells, Settings settings, FileTrust trust) {
        CurrentModels models = new CurrentModels(cells);
        if (!fromFolder(models, settings, trust)) {
            trust.boxed()
                    .map(trust::read)
                    .filter(Valid.class::isInstance)
                    .map(Valid.class::cast)
                    .map(valid -> new Served(new Scorer(valid)))
                    .ifPresent(
                            served ->
                                    models.install(
                                            new LineUp(
                                                    0,
                                                    Optional.of(served),
                                                    Optional.empty(),
                                                    List.of())));
        }
        return models;
    }

    private static boolean fromFolder(CurrentModels models, Settings settings, FileTrust trust) {
        Optional<ModelFolder> folder = settings.copies();
        try {
            Optional<ModelStore.Cast> cast =
                    folder.isPresent() ? folder.get().cast() : Optional.empty();
            if (cast.isEmpty()) {
                return false;
            }
            Map<String, Served> loaded = new HashMap<>();
            for (ModelStore.Part part : cast.get().parts()) {
                byte[] file = folder.get().file(part.version()).orElseGet(() -> new byte[0]);
                ModelRounds.served(trust, part.version(), file)
                        .ifPresent(served -> loaded.put(part.version(), served));
            }
            ModelRounds.install(cast.get(), models, loaded);
            return true;
        } catch (IOException e) {
            log.warn(
                    "The copies of models in {} cannot be read: {}",
                    settings.folder(),
                    e.toString());
            return false;
        }
    }

    /// Counts what no challenger scored as `fairgate.models.dropped`.
    @Bean
    Challengers challengers(CurrentModels models, CurrentPolicy policy, MeterRegistry registry) {
        return new Challengers(models, policy, registry.counter("fairgate.models.dropped"));
    }

    @Bean
    RoundThread challengersThread(Challengers challengers) {
        return new RoundThread("challengers", challengers, Duration.ofMillis(100));
    }

    /// Without a database, one that always says that it is away.
    @Bean
    Registry modelRegistry(ObjectProvider<PostgresModels> store, FileTrust trust) {
        return new Registry(Optional.ofNullable(store.getIfAvailable()), trust);
    }

    @Bean
    KnownModels knownModels(
            CurrentModels models, ObjectProvider<PostgresModels> store, FileTrust trust) {
        return new KnownModels(models, Optional.ofNullable(store.getIfAvailable()), trust);
    }

    /// What takes a database.
    @Configuration(proxyBeanMethods = false)
    @Conditional(Postgres.IsNamed.class)
    static class Shared {

        @Bean
        PostgresModels modelStore(Postgres postgres) {
            return new PostgresModels(postgres);
        }

        /// Counts rounds that PostgreSQL did not take as `fairgate.models.failures`.
        @Bean
        RoundThread modelsThread(
                CurrentModels models,
                Challengers challengers,
                PostgresModels store,
                FileTrust trust,
                Settings settings,
                MeterRegistry registry) {
            ModelRounds.Home home =
                    new ModelRounds.Home(
                            store, settings.copies(), trust, UUID.randomUUID().toString());
            ModelRounds rounds =
                    new ModelRounds(
                            models,
                            challengers,
                            home,
                            settings.canary().bounds(),
                            registry.counter("fairgate.models.failures"),
                            System::nanoTime);
            return new RoundThread("models", rounds, settings.every());
        }
    }
}
