package dev.fairgate.proof.crash;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Entries that nobody can make an order of.
final class Poison {

    private static final List<Map<String, String>> ENTRIES =
            List.of(
                    Map.of("kind", "held"),
                    Map.of("nonsense", "1"),
                    Map.of("kind", "held", "order", "x", "account", "y", "row", "1|2|3"),
                    Map.of("kind", "paid", "stockSeq", "-1", "row", "", "at", "soon"));

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Poison() {}

    static void into(int ledgerPort, String sale) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!tried(ledgerPort, sale)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the ledger takes no poison");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean tried(int ledgerPort, String sale) {
        try (RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", ledgerPort));
                StatefulRedisConnection<String, String> connection = client.connect()) {
            ENTRIES.forEach(it -> connection.sync().xadd("{" + sale + "}:events", it));
            return true;
        } catch (RedisException e) {
            return false; // the ledger is away at this moment
        }
    }
}
