package dev.fairgate.risk.replica;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// The documents of this node. A start takes the newest of disk and risk store; PostgreSQL it asks
/// only where neither has anything, because no start waits for PostgreSQL that need not.
final class OpenDocuments implements Replicas {

    private static final Logger log = LoggerFactory.getLogger(OpenDocuments.class);

    private static final Pattern NAME = Pattern.compile("[a-z-]{1,32}");
    private static final int MOST = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<Document> all = new CopyOnWriteArrayList<>();
    private final Places places;
    private final Side redis;
    private final Side postgres;
    private final Optional<PostgresReplicas> database;

    /// @param database empty: none is named
    OpenDocuments(Places places, Side redis, Side postgres, Optional<PostgresReplicas> database) {
        this.places = places;
        this.redis = redis;
        this.postgres = postgres;
        this.database = database;
    }

    @Override
    public synchronized Replica open(String name, String first, Consumer<Replica.State> listener) {
        if (!NAME.matcher(name).matches()
                || all.size() == MOST
                || all.stream().anyMatch(it -> it.name().equals(name))) {
            throw new IllegalArgumentException("no document can be opened as " + name);
        }
        Copy kept = onDisk(name).orElseGet(() -> Copy.first(first));
        Document document = new Document(name, places, listener, kept, found(name, kept));
        document.keepUp();
        all.add(document);
        return document;
    }

    List<Document> all() {
        return all;
    }

    private Optional<Copy> onDisk(String name) {
        try {
            return places.folder().isPresent()
                    ? places.folder().get().read(name)
                    : Optional.empty();
        } catch (IOException e) {
            log.warn("This node's copy of {} is ignored: {}", name, e.toString());
            return Optional.empty();
        }
    }

    private Copy found(String name, Copy own) {
        try {
            Copy held = redis.isAway() ? own : redis.ask(inStore(name, own), PATIENCE).orElse(own);
            return held.sequence() > 0 || database.isEmpty() || postgres.isAway()
                    ? held
                    : postgres.ask(database.get().read(name).defaultIfEmpty(held), PATIENCE)
                            .orElse(held);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return own;
        }
    }

    private Mono<Copy> inStore(String name, Copy own) {
        return places.store()
                .look(name, own)
                .map(
                        answer ->
                                answer instanceof RedisReplicas.Answer.Newer(Copy copy)
                                        ? copy
                                        : own);
    }
}
