package dev.fairgate.risk.model;

import dev.fairgate.models.scoring.ModelFile.Reading;
import dev.fairgate.models.scoring.ModelFile.Refused;
import dev.fairgate.models.scoring.ModelFile.Valid;
import dev.fairgate.risk.model.ModelStore.Away;
import dev.fairgate.risk.model.ModelStore.Change;
import dev.fairgate.risk.model.ModelStore.Listed;
import dev.fairgate.risk.model.ModelStore.Move;
import dev.fairgate.risk.model.ModelStore.NewModel;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// What people do with models.
final class Registry {

    private final Optional<ModelStore> store;
    private final FileTrust trust;

    /// @param store empty where no database is named: then there is no registry
    Registry(Optional<ModelStore> store, FileTrust trust) {
        this.store = store;
        this.trust = trust;
    }

    private Mono<ModelStore> store() {
        return store.map(Mono::just)
                .orElseGet(
                        () ->
                                Mono.error(
                                        () ->
                                                new Away(
                                                        "fairgate.database.url names no PostgreSQL")));
    }

    /// What became of an upload.
    sealed interface Upload {

        /// It is in the registry.
        ///
        /// @param isNew otherwise it was there before
        record Kept(Listed model, boolean isNew) implements Upload {}

        /// It is no model, or nobody answers for it.
        ///
        /// @param why for whoever sent it
        record NotAModel(String why) implements Upload {}

        /// A hundred models, and none that may go.
        record NoRoom() implements Upload {}
    }

    /// Checks a file off the event loop, then keeps it.
    Mono<Upload> upload(byte[] file, String by) {
        return Mono.fromCallable(() -> trust.read(file))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(reading -> keep(reading, file, by));
    }

    private Mono<Upload> keep(Reading reading, byte[] file, String by) {
        return switch (reading) {
            case Refused(String why) -> Mono.just(new Upload.NotAModel(why));
            case Valid valid ->
                    store().flatMap(it -> it.add(newModel(valid, file), by))
                            .flatMap(change -> kept(change, valid.version()));
        };
    }

    private static NewModel newModel(Valid valid, byte[] file) {
        return new NewModel(valid.version(), file, ModelJson.about(valid.model(), file.length));
    }

    private Mono<Upload> kept(Change change, String version) {
        return change == Change.FULL
                ? Mono.just(new Upload.NoRoom())
                : one(version).map(it -> new Upload.Kept(it, change == Change.DONE));
    }

    /// Puts a model on a stage.
    Mono<Change> stage(Move move) {
        return store().flatMap(it -> it.stage(move));
    }

    Mono<List<Listed>> list() {
        return store().flatMap(ModelStore::list);
    }

    Mono<Listed> one(String version) {
        return list().flatMapIterable(all -> all)
                .filter(it -> it.part().version().equals(version))
                .next();
    }
}
