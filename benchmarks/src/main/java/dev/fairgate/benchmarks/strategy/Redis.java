package dev.fairgate.benchmarks.strategy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;

/// A plain client of the ledger Redis, for connections that are somebody's own, and for looks from
/// the side.
final class Redis implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> side;

    Redis(int port) {
        client =
                RedisClient.create(
                        RedisURI.builder()
                                .withHost("127.0.0.1")
                                .withPort(port)
                                .withTimeout(LIMIT)
                                .build());
        side = client.connect();
    }

    /// A connection of one's own.
    StatefulRedisConnection<String, String> connect() {
        return client.connect();
    }

    /// Commands from the side.
    RedisCommands<String, String> side() {
        return side.sync();
    }

    /// What the server says the keys of a sale take, names included.
    long bytes(String sale) {
        return side().keys("{" + sale + "}:*").stream().mapToLong(side()::memoryUsage).sum();
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
