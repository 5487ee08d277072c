package dev.fairgate.risk;

import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.Function;

/// One risk store for all tests of a JVM; tests keep apart by using ids of their own.
public final class TestRedis {

    private static final RedisServer SERVER = start();

    private TestRedis() {}

    /// Where it listens, on loopback.
    public static int port() {
        return SERVER.port();
    }

    /// Asks the store something on a connection of its own.
    public static <T> T ask(Function<RedisCommands<String, String>, T> question) {
        try (RedisClient client = client();
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        }
    }

    /// A client with Lettuce's defaults.
    public static RedisClient client() {
        return RedisClient.create("redis://127.0.0.1:" + port());
    }

    private static RedisServer start() {
        try {
            RedisServer redis =
                    RedisServer.riskStore(Files.createTempDirectory("risk-store"), FreePort.next());
            Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
            return redis.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
