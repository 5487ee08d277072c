package dev.fairgate.risk.decision;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A look at a store from the side, over a connection of its own.
final class FloodedStore implements AutoCloseable {

    private static final int PAGE = 5_000;

    /// Of a page of keys: how many are there, how many live for ever, and the longest time left.
    private static final String LIFETIMES =
            """
            local found, withoutEnd, longest = 0, 0, 0
            for _, key in ipairs(KEYS) do
              local left = redis.call('PTTL', key)
              if left ~= -2 then found = found + 1 end
              if left == -1 then withoutEnd = withoutEnd + 1 end
              longest = math.max(longest, left)
            end
            return {found, withoutEnd, longest}
            """;

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final RedisCommands<String, String> redis;

    FloodedStore(int port) {
        client =
                RedisClient.create(
                        RedisURI.builder()
                                .withHost("127.0.0.1")
                                .withPort(port)
                                .withTimeout(Duration.ofSeconds(30))
                                .build());
        connection = client.connect();
        redis = connection.sync();
    }

    /// What a walk over all keys found.
    record Lifetimes(long keys, long withoutEnd, Duration longest) {}

    long maxMemory() {
        return number("memory", "maxmemory");
    }

    /// From now on it may use so much memory; its counts of errors and evicted keys begin anew.
    void limitTo(long bytes) {
        redis.configSet("maxmemory", Long.toString(bytes));
        redis.configResetstat();
    }

    long usedMemory() {
        return number("memory", "used_memory");
    }

    long evicted() {
        return number("stats", "evicted_keys");
    }

    /// The kinds of errors that it has answered.
    List<String> errors() {
        return Pattern.compile("errorstat_(\\w+):")
                .matcher(redis.info("errorstats"))
                .results()
                .map((MatchResult kind) -> kind.group(1))
                .toList();
    }

    /// Looks at every key.
    Lifetimes lifetimes() {
        Lifetimes all = new Lifetimes(0, 0, Duration.ZERO);
        ScanArgs page = ScanArgs.Builder.limit(PAGE);
        KeyScanCursor<String> cursor = redis.scan(ScanCursor.INITIAL, page);
        while (true) {
            all = plus(all, cursor.getKeys());
            if (cursor.isFinished()) {
                return all;
            }
            cursor = redis.scan(cursor, page);
        }
    }

    private Lifetimes plus(Lifetimes all, List<String> keys) {
        List<Long> page =
                redis.eval(LIFETIMES, ScriptOutputType.MULTI, keys.toArray(String[]::new));
        Duration longest = Duration.ofMillis(page.get(2));
        return new Lifetimes(
                all.keys() + page.get(0),
                all.withoutEnd() + page.get(1),
                longest.compareTo(all.longest()) > 0 ? longest : all.longest());
    }

    private long number(String section, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ":(\\d+)").matcher(redis.info(section));
        if (!line.find()) {
            throw new IllegalStateException(name + " is missing");
        }
        return Long.parseLong(line.group(1));
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
