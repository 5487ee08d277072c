package dev.fairgate.benchmarks.load;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads what a Redis server says about itself (`INFO`).
final class RedisMeter implements Meter {

    private final String name;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    RedisMeter(String name, int port) {
        this.name = name;
        this.client = RedisClient.create(RedisURI.create("127.0.0.1", port));
        this.connection = client.connect();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Reading read() {
        Map<String, String> info =
                connection
                        .sync()
                        .info("everything")
                        .lines()
                        .map(line -> line.split(":", 2))
                        .filter(parts -> parts.length == 2)
                        .collect(
                                Collectors.toMap(
                                        parts -> parts[0], parts -> parts[1], (a, _) -> a));
        double cpu =
                Double.parseDouble(field(info, "used_cpu_sys"))
                        + Double.parseDouble(field(info, "used_cpu_user"));
        return new Reading(
                (long) (cpu * 1e9),
                0,
                Long.parseLong(field(info, "total_commands_processed")),
                Long.parseLong(field(info, "total_reads_processed")),
                0);
    }

    /// Writes a key.
    void put(String key, String value) {
        connection.sync().set(key, value);
    }

    private static String field(Map<String, String> info, String name) {
        String value = info.get(name);
        if (value == null) {
            throw new IllegalStateException("INFO has no " + name);
        }
        return value.strip();
    }

    @Override
    public void close() {
        connection.close();
        client.close();
    }
}
