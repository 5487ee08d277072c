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

    /// What the server says it has in memory, without the buffers of connections and of the file.
    long usedMemory() {
        String info = side.sync().info("memory");
        return field(info, "used_memory")
                - field(info, "mem_clients_normal")
                - field(info, "mem_aof_buffer");
    }

    private static long field(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1).strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("INFO has no " + name));
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
