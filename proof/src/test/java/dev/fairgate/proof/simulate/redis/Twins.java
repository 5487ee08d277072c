package dev.fairgate.proof.simulate.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairgate.servers.FreePort;
import dev.fairgate.servers.RedisProcess;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A real Redis and the one in memory, which are told the same.
final class Twins implements AutoCloseable {

    private static final String ERROR = "error";

    private final RedisProcess process;
    private final RedisClient client;
    private final RedisCommands<String, String> real;
    private final MemoryRedis memory = new MemoryRedis(() -> 1_790_000_000_000_000L, it -> it);

    Twins(Path directory) {
        process = RedisProcess.ledger(directory, FreePort.next()).start();
        client = RedisClient.create("redis://127.0.0.1:" + process.port());
        real = client.connect().sync();
    }

    private record Word(String text) implements ProtocolKeyword {
        @Override
        public byte[] getBytes() {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// What both answered.
    record Both(Object real, Object memory) {}

    /// Sends a command to both.
    Both both(String... command) {
        return both(List.of(command), List.of(command));
    }

    Both both(List<String> ofReal, List<String> ofMemory) {
        return new Both(real(ofReal), plain(memory.execute(ofMemory)));
    }

    private Object real(List<String> command) {
        CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8);
        command.stream().skip(1).forEach(args::add);
        try {
            List<Object> answer =
                    real.dispatch(
                            new Word(command.getFirst()),
                            new NestedMultiOutput<>(StringCodec.UTF8),
                            args);
            return nothingForNull(answer);
        } catch (RedisCommandExecutionException e) {
            return List.of(ERROR, kind(String.valueOf(e.getMessage())));
        }
    }

    private static List<Object> nothingForNull(@Nullable List<Object> answer) {
        List<Object> plain = new ArrayList<>();
        if (answer != null) {
            for (Object it : answer) {
                plain.add(it instanceof List<?> list ? nothingForNull(objects(list)) : plain(it));
            }
        }
        return plain;
    }

    private static List<Object> objects(List<?> list) {
        return new ArrayList<>(list);
    }

    private static Object plain(@Nullable Object value) {
        return value == null ? "nothing" : value;
    }

    private static Object plain(Reply reply) {
        Object plain = value(reply);
        return plain instanceof List<?> ? plain : new ArrayList<>(List.of(plain));
    }

    private static Object value(Reply reply) {
        return switch (reply) {
            case Reply.Bulk it -> plain(it.text());
            case Reply.Simple it -> it.text();
            case Reply.Whole it -> it.value();
            case Reply.Failure it -> new ArrayList<Object>(List.of(ERROR, kind(it.message())));
            case Reply.Many it -> values(it.items());
            case Reply.Pairs it -> values(it.items());
        };
    }

    private static List<Object> values(List<Reply> items) {
        List<Object> values = new ArrayList<>();
        items.forEach(it -> values.add(value(it)));
        return values;
    }

    /// Servers word their errors differently around what ours says.
    private static String kind(String message) {
        for (String ours : List.of("out of balance", "malformed order", "NOGROUP", "BUSYGROUP")) {
            if (message.contains(ours)) {
                return ours;
            }
        }
        return "other";
    }

    /// Loads a library into both.
    void load(String source, UnaryOperator<String> change) {
        String changed = change.apply(source);
        real.functionLoad(changed, true);
        memory.execute(List.of("FUNCTION", "LOAD", "REPLACE", changed));
    }

    /// Both have the same keys with the same values; ids of stream entries are each server's own.
    void requireSameData() {
        List<String> keys = real.keys("*").stream().sorted().toList();
        assertThat(memory.names("").stream().sorted().toList()).isEqualTo(keys);
        for (String key : keys) {
            assertThat(ofMemory(key, real.type(key))).as(key).isEqualTo(ofReal(key));
        }
    }

    private Object ofReal(String key) {
        return switch (real.type(key)) {
            case "hash" -> new TreeMap<>(real.hgetall(key));
            case "string" -> String.valueOf(real.get(key));
            case "zset" -> {
                Map<String, Double> scores = new TreeMap<>();
                real.zrangeWithScores(key, 0, -1)
                        .forEach(it -> scores.put(it.getValue(), it.getScore()));
                yield scores;
            }
            case "stream" ->
                    real.xrange(key, Range.create("-", "+")).stream()
                            .map(it -> new TreeMap<>(it.getBody()))
                            .toList();
            default -> throw new IllegalStateException("not compared: " + key);
        };
    }

    private Object ofMemory(String key, String type) {
        return switch (type) {
            case "hash" -> new TreeMap<>(memory.hash(key));
            case "string" -> memory.text(key);
            case "zset" -> memory.scores(key);
            case "stream" -> memory.entries(key).stream().map(Twins::map).toList();
            default -> throw new IllegalStateException("not compared: " + key);
        };
    }

    private static Map<String, String> map(List<String> fields) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i += 2) {
            map.put(fields.get(i), fields.get(i + 1));
        }
        return new TreeMap<>(map);
    }

    @Override
    public void close() {
        client.shutdown();
        process.close();
    }
}
