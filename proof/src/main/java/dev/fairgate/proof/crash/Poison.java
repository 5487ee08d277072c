package dev.fairgate.proof.crash;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;
import java.util.Map;

/// Entries that nobody can make an order of.
final class Poison {

    private static final List<Map<String, String>> ENTRIES =
            List.of(
                    Map.of("kind", "held"),
                    Map.of("nonsense", "1"),
                    Map.of("kind", "held", "order", "x", "account", "y", "row", "1|2|3"),
                    Map.of("kind", "paid", "stockSeq", "-1", "row", "", "at", "soon"));

    private Poison() {}

    static void into(int ledgerPort, String sale) {
        try (RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", ledgerPort));
                StatefulRedisConnection<String, String> connection = client.connect()) {
            ENTRIES.forEach(it -> connection.sync().xadd("{" + sale + "}:events", it));
        } catch (RedisException e) {
            // The ledger is away at this moment: so is the poison.
        }
    }
}
