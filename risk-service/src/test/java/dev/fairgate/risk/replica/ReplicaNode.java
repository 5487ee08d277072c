package dev.fairgate.risk.replica;

import dev.fairgate.risk.database.Postgres;
import dev.fairgate.risk.rounds.RoundThread;
import dev.fairgate.risk.store.RiskStore;
import dev.fairgate.risk.store.StoreClock;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A node that keeps one document, with the product's rounds.
final class ReplicaNode implements AutoCloseable {

    static final String DOCUMENT = "policy";

    final List<Replica.State> heard = Collections.synchronizedList(new ArrayList<>());
    final Replica replica;

    private final RedisClient client;
    private final RiskStore store;
    private final @Nullable Postgres postgres;
    private final List<RoundThread> threads = new ArrayList<>();

    /// Starts one.
    ///
    /// @param redis the port of the risk store
    ReplicaNode(String space, int redis, @Nullable Postgres postgres, Path folder) {
        this(space, redis, postgres, folder, true);
    }

    /// @param turns whether it looks for changes of others
    ReplicaNode(String space, int redis, @Nullable Postgres postgres, Path folder, boolean turns) {
        this.postgres = postgres;
        this.client =
                RedisClient.create(
                        RedisURI.builder()
                                .withHost("127.0.0.1")
                                .withPort(redis)
                                .withTimeout(Duration.ofSeconds(1))
                                .build());
        client.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                        .timeoutOptions(TimeoutOptions.enabled(Duration.ofSeconds(1)))
                        .build());
        this.store = new RiskStore(() -> client, new StoreClock());
        Side inRedis = side("redis");
        Side inPostgres = side("postgres");
        Optional<PostgresReplicas> database =
                Optional.ofNullable(postgres).map(it -> new PostgresReplicas(it, space));
        OpenDocuments documents =
                new OpenDocuments(
                        new Places(
                                new RedisReplicas(store, space),
                                Optional.of(new ReplicaFolder(folder)),
                                side("disk"),
                                () -> UUID.randomUUID().toString().replace("-", "")),
                        inRedis,
                        inPostgres,
                        database);
        this.replica = documents.open(DOCUMENT, "first", heard::add);
        if (turns) {
            threads.add(
                    new RoundThread(
                            "store", new StoreRounds(documents, inRedis), Duration.ofMillis(400)));
            database.ifPresent(
                    it ->
                            threads.add(
                                    new RoundThread(
                                            "database",
                                            new DatabaseRounds(
                                                    documents, it, inPostgres, System::nanoTime),
                                            Duration.ofMillis(100))));
        }
        threads.forEach(RoundThread::start);
    }

    Replica.Change propose(long expected, String body) {
        return replica.propose(expected, body).blockOptional().orElseThrow();
    }

    long sequence() {
        return replica.current().sequence();
    }

    private static Side side(String name) {
        return new Side(name, new SimpleMeterRegistry().counter("failures", "side", name));
    }

    @Override
    public void close() {
        threads.forEach(RoundThread::stop);
        store.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        if (postgres != null) {
            postgres.destroy();
        }
    }
}
