package dev.fairgate.benchmarks.strategy;

import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.PostgresServer;
import dev.fairgate.servers.RedisServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The servers that all strategies write to: a Redis and a PostgreSQL, each with an order on disk
/// before it answers.
final class Stores implements AutoCloseable {

    /// Far more than anybody has patience for, so that the retries are not what a way fails by.
    private static final int MOST_ATTEMPTS = 100;

    /// More than all clients of a run.
    private static final int QUEUE_BOUND = 1024;

    private static final Map<String, String> BY_ITS_DISK =
            Map.of(
                    "appendonly", "yes",
                    "appendfsync", "always",
                    "fsync", "on",
                    "synchronous_commit", "on");

    private final RedisServer ledger;
    private final PostgresServer postgres;
    private final Database database;

    private Stores(RedisServer ledger, PostgresServer postgres) {
        this.ledger = ledger;
        this.postgres = postgres;
        this.database = new Database(postgres.port());
    }

    /// Starts both.
    ///
    /// @param folder of their data
    /// @param binaries as for [PostgresServer#of]
    /// @throws IllegalStateException when one would answer before its disk has an order
    static Stores start(Path folder, Path binaries) {
        Stores stores =
                new Stores(
                        RedisServer.ledger(folder.resolve("ledger"), FreePort.next()).start(),
                        PostgresServer.of(folder.resolve("postgres"), binaries, FreePort.next())
                                .start());
        stores.requireDisk();
        return stores;
    }

    private void requireDisk() {
        Map<String, String> settings = new HashMap<>();
        try (Redis redis = new Redis(ledger.port())) {
            settings.putAll(redis.side().configGet("append*"));
        }
        for (String name : List.of("fsync", "synchronous_commit")) {
            database.run(it -> Database.one(it, "SHOW " + name, row -> row.getString(1)))
                    .ifPresent(value -> settings.put(name, value));
        }
        if (!settings.entrySet().containsAll(BY_ITS_DISK.entrySet())) {
            throw new IllegalStateException("a store answers before its disk: " + settings);
        }
    }

    int ledgerPort() {
        return ledger.port();
    }

    Database database() {
        return database;
    }

    /// All strategies, ours first.
    List<Strategy> strategies() {
        return List.of(
                new ProductFunction(ledger.port()),
                new WatchedKey(ledger.port(), MOST_ATTEMPTS, false),
                new WatchedKey(ledger.port(), MOST_ATTEMPTS, true),
                new LockedRow(database),
                new VersionColumn(database, MOST_ATTEMPTS),
                new UnitRows(database, MOST_ATTEMPTS),
                new OneConsumer(database, QUEUE_BOUND));
    }

    @Override
    public void close() {
        database.close();
        postgres.close();
        ledger.close();
    }
}
