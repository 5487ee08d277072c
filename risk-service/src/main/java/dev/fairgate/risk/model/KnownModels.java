package dev.fairgate.risk.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fairgate.models.scoring.ModelFile.Valid;
import dev.fairgate.models.scoring.Scorer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Models by their version, also those that score no more: for whoever explains what one said.
public final class KnownModels {

    private static final int REMEMBERED = 4;
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final CurrentModels current;
    private final Optional<ModelStore> store;
    private final FileTrust trust;
    private final Cache<String, Scorer> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterAccess(LIFE).build();

    KnownModels(CurrentModels current, Optional<ModelStore> store, FileTrust trust) {
        this.current = current;
        this.store = store;
        this.trust = trust;
    }

    /// The model of a version; empty where the registry has none, is away or there is none.
    public Mono<Scorer> of(String version) {
        return Mono.justOrEmpty(inUse(version))
                .switchIfEmpty(Mono.fromSupplier(() -> remembered.getIfPresent(version)))
                .switchIfEmpty(Mono.defer(() -> boxed(version)))
                .switchIfEmpty(Mono.defer(() -> registered(version)))
                .onErrorResume(ModelStore.Away.class, _ -> Mono.empty());
    }

    private Optional<Scorer> inUse(String version) {
        LineUp lineUp = current.lineUp();
        return Stream.concat(lineUp.champion().stream(), lineUp.challengers().stream())
                .filter(served -> served.version().equals(version))
                .map(Served::scorer)
                .findFirst();
    }

    private Mono<Scorer> boxed(String version) {
        return Mono.justOrEmpty(trust.boxed()).flatMap(file -> read(version, file));
    }

    private Mono<Scorer> registered(String version) {
        return Mono.justOrEmpty(store)
                .flatMap(it -> it.file(version))
                .flatMap(file -> read(version, file));
    }

    /// Up to 32 MiB: not for a thread that others wait for.
    private Mono<Scorer> read(String version, byte[] file) {
        return Mono.fromCallable(() -> trust.read(file))
                .subscribeOn(Schedulers.boundedElastic())
                .ofType(Valid.class)
                .filter(valid -> valid.version().equals(version))
                .map(Scorer::new)
                .doOnNext(scorer -> remembered.put(version, scorer));
    }
}
