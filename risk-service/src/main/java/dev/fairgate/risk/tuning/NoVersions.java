package dev.fairgate.risk.tuning;

import java.util.List;
import reactor.core.publisher.Mono;

/// Where no database is named: always away.
final class NoVersions implements VersionStore {

    private static final String WHY = "fairgate.database.url names no PostgreSQL";

    @Override
    public Mono<Long> add(List<Version> versions) {
        return Mono.error(() -> new Away(WHY));
    }

    @Override
    public Mono<Long> newest() {
        return Mono.error(() -> new Away(WHY));
    }

    @Override
    public Mono<Version> one(long number) {
        return Mono.error(() -> new Away(WHY));
    }

    @Override
    public Mono<List<Version>> below(long number, int limit) {
        return Mono.error(() -> new Away(WHY));
    }
}
