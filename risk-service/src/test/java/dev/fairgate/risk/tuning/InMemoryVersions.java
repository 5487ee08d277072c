package dev.fairgate.risk.tuning;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;

/// [VersionStore] that can be away.
final class InMemoryVersions implements VersionStore {

    final TreeMap<Long, Version> kept = new TreeMap<>();
    boolean isAway;

    @Override
    public Mono<Long> add(List<Version> versions) {
        return there(
                () -> {
                    versions.forEach(it -> kept.putIfAbsent(it.number(), it));
                    return (long) versions.size();
                });
    }

    @Override
    public Mono<Long> newest() {
        return there(() -> kept.isEmpty() ? 0L : kept.lastKey());
    }

    @Override
    public Mono<Version> one(long number) {
        return there(() -> kept.get(number));
    }

    @Override
    public Mono<List<Version>> below(long number, int limit) {
        return there(
                () ->
                        kept.headMap(number, false).descendingMap().values().stream()
                                .limit(limit)
                                .toList());
    }

    private <T> Mono<T> there(Callable<T> answer) {
        return isAway ? Mono.error(new Away("killed")) : Mono.fromCallable(answer);
    }
}
